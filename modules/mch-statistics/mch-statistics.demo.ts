import { Label } from '../../src/access/labels.js';
import { addDays, dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { fillApproved } from './approved.demo.js';
import { EntryService } from './entry/entry.service.js';
import { SubmissionService } from './entry/submission.service.js';
import { AssignmentService } from './forms/assignment.service.js';
import { MissingStrategy, PeriodType, RuleOperator, UnitLevel, ValueType } from './forms/form.enums.js';
import { FormService } from './forms/forms.service.js';
import { periodAt } from './forms/period.js';
import { IndicatorService } from './indicators/indicators.service.js';
import { fillSpotChecks } from './spotChecks/spotChecks.demo.js';

/** Elements of the demo's form by uid; where DHIS2's demonstration has one of the same meaning, with its uid. */
export const demoElements = {
  liveBirths: 'MchLiveBrth',
  mothers: 'MchMothers1',
  tested: 'MchHivTest1',
  positive: 'MchHivPosit',
  earlyNeonatal: 'MchDeathU07',
  neonatal: 'MchDeathU28',
  infant: 'MchDeathU1y',
  underFive: 'MchDeathU5y',
} as const;

const lines: [uid: keyof typeof demoElements, name: string, section: string][] = [
  ['liveBirths', '活产数', '孕产妇'],
  ['mothers', '产妇数', '孕产妇'],
  ['tested', 'HIV 检测人数', '孕产妇'],
  ['positive', 'HIV 阳性人数', '孕产妇'],
  ['earlyNeonatal', '早期新生儿死亡数', '儿童'],
  ['neonatal', '新生儿死亡数', '儿童'],
  ['infant', '婴儿死亡数', '儿童'],
  ['underFive', '5岁以下儿童死亡数', '儿童'],
];

const rules: [lower: keyof typeof demoElements, upper: keyof typeof demoElements][] = [
  ['earlyNeonatal', 'neonatal'],
  ['neonatal', 'infant'],
  ['infant', 'underFive'],
  ['positive', 'tested'],
  ['tested', 'mothers'],
];

/** A county with two townships, a monthly form, and what was handed in of it. */
export async function fillStatistics(organisation: DemoOrganisation): Promise<void> {
  organisation.onProgress('filling the demo: maternal and child health statistics');
  await organisation.departments({ 妇幼保健院: '总公司', 城关镇卫生院: '妇幼保健院', 河口镇卫生院: '妇幼保健院' });
  const clearance = Label.INTERNAL;
  await organisation.people([
    { name: 'mch-reporter', displayName: '方芸', roles: [['MCH_REPORTER', '城关镇卫生院']], clearance },
    { name: 'mch-reporter-b', displayName: '贺兰', roles: [['MCH_REPORTER', '河口镇卫生院']], clearance },
    { name: 'mch-statistician', displayName: '邵静', roles: [['MCH_STATISTICIAN', '妇幼保健院']], clearance },
    // Keeps what is SECRET (专人保管); the two reviewers are cleared for it.
    {
      name: 'mch-statistician-b',
      displayName: '安宁',
      roles: [['MCH_STATISTICIAN', '妇幼保健院']],
      clearance: Label.SECRET,
    },
    {
      name: 'mch-section-head',
      displayName: '雷蕾',
      roles: [['MCH_SECTION_HEAD', '妇幼保健院']],
      clearance: Label.SECRET,
    },
    {
      name: 'mch-director',
      displayName: '毛敏',
      roles: [['MCH_DIRECTOR', '妇幼保健院']],
      clearance: Label.SECRET,
    },
  ]);
  const as = async (who: string) => (await organisation.as(who)) as SignedInContext;
  const statistician = await as('mch-statistician');
  const [forms, assignmentsOf] = [new FormService(statistician), new AssignmentService(statistician)];
  const [hall, gate, mouth] = (await departments(statistician, '妇幼保健院', '城关镇卫生院', '河口镇卫生院')) as [
    string,
    string,
    string,
  ];
  const today = dayAt(organisation.today);
  const [openedOn, keeperId] = ['2020-01-01', await organisation.personId('mch-statistician')];
  const county = await forms.registerUnit({
    uid: 'MchCounty01',
    name: '清河县',
    level: UnitLevel.COUNTY,
    departmentId: hall,
    openedOn,
  });
  const township = (uid: string, name: string, departmentId: string) =>
    forms.registerUnit({ uid, name, level: UnitLevel.TOWNSHIP, parentId: county.id, departmentId, openedOn });
  const units = [await township('MchTownshp1', '城关镇', gate), await township('MchTownshp2', '河口镇', mouth)];
  const items = [];
  for (const [key, name, section] of lines) {
    const { id } = await forms.defineElement({ uid: demoElements[key], name, valueType: ValueType.INTEGER });
    items.push({ elementId: id, section, isRequired: true });
  }
  const dataSet = await forms.defineDataSet({
    uid: 'MchMonthly1',
    name: '孕产妇与儿童健康月报',
    periodType: PeriodType.MONTH,
    dueDays: 10,
    terms: [{ level: UnitLevel.COUNTY, days: 20 }],
    items,
  });
  for (const [lower, upper] of rules)
    await forms.addRule({
      dataSetId: dataSet.id,
      input: {
        name: `${name(lower)} ≤ ${name(upper)}`,
        left: `#{${demoElements[lower]}}`,
        operator: RuleOperator.AT_MOST,
        right: `#{${demoElements[upper]}}`,
        missingLeft: MissingStrategy.SKIP_IF_ANY_MISSING,
        missingRight: MissingStrategy.SKIP_IF_ANY_MISSING,
      },
    });
  await bindTerms(statistician, dataSet.id);
  const before = periodAt(PeriodType.MONTH, addDays(periodAt(PeriodType.MONTH, today).first, -1));
  const assignments = [];
  for (const unit of units)
    assignments.push(
      await assignmentsOf.assign({
        dataSetId: dataSet.id,
        input: { unitId: unit.id, since: before.first, keeperId, label: Label.INTERNAL },
      }),
    );
  const reporter = await as('mch-reporter');
  const entry = new EntryService(reporter);
  const report = await entry.open({ assignmentId: assignments[0]!.id, period: before.name });
  const figures = [42, 41, 40, 1, 0, 0, 1, 1];
  const values = lines.map(([key], i) => ({ element: demoElements[key], value: String(figures[i]) }));
  const entered = await entry.enter({ id: report.id, version: report.version, input: { values } });
  await new SubmissionService(reporter).submit({ id: entered.id, version: entered.version, reasons: [] });
  await fillSpotChecks(statistician, dataSet.id, before);
  const [head, director] = [await as('mch-section-head'), await as('mch-director')];
  await fillApproved({ statistician, head, director }, { id: report.id, lastDay: before.last }, county.id);
}

/** Terms of indicators by the demo's element that counts them. */
const termsOf: Record<keyof typeof demoElements, string> = {
  liveBirths: 'liveBirths',
  mothers: 'mothers',
  tested: 'mothersTestedForHiv',
  positive: 'mothersHivPositive',
  earlyNeonatal: 'deathsBefore7Days',
  neonatal: 'deathsBefore28Days',
  infant: 'deathsBefore1Year',
  underFive: 'deathsBefore5Years',
};

/** Where the shipped indicators find their counts. */
async function bindTerms(statistician: SignedInContext, dataSetId: string): Promise<void> {
  const terms = await statistician.database.read<{ id: string; version: number; code: string }>(statistician, {
    sql: 'select id, version, code from mch_statistics.indicator_term where code = any ($1)',
    parameters: [Object.values(termsOf)],
  });
  for (const { id, version, code } of terms) {
    const key = lines.find(([element]) => termsOf[element] === code)![0];
    await new IndicatorService(statistician).bind({
      id,
      version,
      lines: [{ dataSetId, element: demoElements[key] }],
    });
  }
}

const name = (key: keyof typeof demoElements): string => lines.find(([uid]) => uid === key)![1];

/** Ids of departments by their names. */
async function departments(context: SignedInContext, ...names: string[]): Promise<string[]> {
  const rows = await context.database.read<{ id: string; name: string }>(context, {
    sql: 'select d.id, d.name from access.department d where d.name = any ($1)',
    parameters: [names],
  });
  return names.map((wanted) => rows.find((row) => row.name === wanted)!.id);
}
