import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { indicatorNamed } from '../indicators/indicators.fixture.js';
import { aFinding, documents as spotCheckDocuments } from '../spotChecks/spotChecks.fixture.js';
import { aLockedReport, ask, done, documents as entry, figures, monthlyForm, valuesOf } from '../statistics.fixture.js';
import { requestReportAccess } from './secrecy.fixture.js';

/** Of the demo; the only one who sees what this file hides. */
const secretKeeper = 'mch-statistician-b';

const hiddenFrom = [
  'anyone',
  'reader',
  'administrator',
  'unit-head',
  'mch-reporter',
  'mch-reporter-b',
  'mch-statistician',
  'mch-section-head',
  'mch-director',
  'general-manager',
  'auditor',
];

let platform: TestPlatform;
let ids: Record<'id' | 'unit' | 'uid' | 'assignment' | 'form' | 'indicator', string>;
let checked: Record<'report' | 'finding' | 'item' | 'check' | 'uid' | 'form' | 'assignment', string>;

async function hide(reportId: string): Promise<void> {
  await platform.owner(
    `update mch_statistics.data_set_assignment a set label = 'SECRET', keeper_id = $2
     from mch_statistics.data_set_report r where r.assignment_id = a.id and r.id = $1`,
    [reportId, await platform.personId(secretKeeper)],
  );
}

const idsOf = async <T>(of: string, sql: string): Promise<T> => (await platform.owner<T & object>(sql, [of]))[0]!;

beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T10:00:00+08:00') });
  const { id } = await aLockedReport(platform, { ...figures, liveBirths: 737421, mothers: 737411, tested: 737401 });
  ids = {
    ...(await idsOf<typeof ids>(
      id,
      `select r.id, u.id as unit, u.uid, r.assignment_id as assignment from mch_statistics.data_set_report r
         join mch_statistics.statistics_unit u on u.id = r.unit_id where r.id = $1`,
    )),
    form: await monthlyForm(platform),
    indicator: await indicatorNamed(platform, 'infant-mortality-rate', 'live births'),
  };
  const { finding } = await aFinding(platform, { found: '737431' });
  checked = await idsOf<typeof checked>(
    finding.id,
    `select r.id as report, f.id as finding, i.id as item, i.check_id as check, u.uid, r.data_set_id as form,
       r.assignment_id as assignment
     from mch_statistics.spot_check_finding f join mch_statistics.spot_check_item i on i.id = f.item_id
       join mch_statistics.data_set_report r on r.id = f.report_id join mch_statistics.statistics_unit u on u.id = r.unit_id
     where f.id = $1`,
  );
  for (const report of [id, checked.report]) await hide(report);
});
afterAll(() => platform.close());

const run = (who: string, document: string, variables: object = {}) =>
  who === 'anyone' ? platform.as('anyone').run(document, { ...variables }) : ask(platform, who, document, variables);

interface Way {
  document: string;
  variables?: () => object;
  /** What would tell of it; figures that stand nowhere else are looked for on every way. */
  tells?: () => string[];
  /** Who may know all the same, and why. */
  but?: Record<string, string>;
  /** Of a way on which nobody is shown it, its keeper neither. */
  nobody?: true;
}

const some = () => ['"totalCount":1', '"totalCount":2'];
const byId = (list: string, more = 'id') =>
  `query($id: ID!) { ${list}(filter: { id: { eq: $id } }, first: 1) { totalCount nodes { ${more} } } }`;
const decided = {
  'mch-section-head': 'decided on it while it was INTERNAL: their own part of the request, without a figure',
  'mch-director': 'decided on it while it was INTERNAL: their own part of the request, without a figure',
  'mch-reporter': 'asked for it while it was INTERNAL',
};

const hadDuty = { 'mch-statistician': 'kept the form while it was INTERNAL: a duty of their own' };

const ways: Record<string, Way> = {
  'indicatorValues of its unit': {
    document:
      'query($indicator: ID!, $unit: ID!) { indicatorValues(indicatorId: $indicator, unitIds: [$unit], periods: ["202601"]) { denominator expected received label } }',
    tells: () => ['"expected":1', '"received":1', 'SECRET'],
  },
  'indicatorValues, provisional, of the year': {
    document:
      'query($indicator: ID!, $unit: ID!) { indicatorValues(indicatorId: $indicator, unitIds: [$unit], periods: ["2026"], includeUnapproved: true) { denominator received label } }',
    tells: () => ['"received":1', 'SECRET'],
  },
  compareIndicatorValues: {
    document:
      'query($indicator: ID!, $unit: ID!) { compareIndicatorValues(figures: [{ indicatorId: $indicator, unitId: $unit, period: "202601" }, { indicatorId: $indicator, unitId: $unit, period: "202602" }]) { figure { denominator received } change } }',
    tells: () => ['"received":1'],
  },
  'reportingRates: neither received nor missing': {
    document:
      'query($form: ID!) { reportingRates(dataSetId: $form, from: "2026-01-01", to: "2026-01-31") { uid expected missing { period } } }',
    tells: () => [ids.uid],
  },
  'exportDataValues of its form': {
    document:
      'query($form: ID!) { exportDataValues(dataSetId: $form, from: "2026-01-01", to: "2026-01-31") { label content } }',
    tells: () => ['SECRET'],
  },
  'dataSetReports by label': {
    document: 'query { dataSetReports(filter: { label: { gte: SECRET } }) { totalCount nodes { id } } }',
    tells: () => [ids.id, '"totalCount":2'],
  },
  'dataSetReports, ordered, whole': {
    document: '{ dataSetReports(first: 100, orderBy: [{ label: DESC }, { unit: { name: ASC } }]) { nodes { id } } }',
    tells: () => [ids.id],
  },
  'a value of it in a filter of its unit': {
    document:
      'query { statisticsUnits(filter: { reports: { some: { values: { some: { amount: { eq: 737421 } } } } } }) { totalCount nodes { name } } }',
    tells: some,
  },
  'what it is not in a filter of its unit': {
    document:
      'query($unit: ID!) { statisticsUnits(filter: { id: { eq: $unit }, not: { reports: { none: { status: { eq: LOCKED } } } } }) { totalCount } }',
    tells: some,
  },
  'its assignment': { document: byId('dataSetAssignments'), variables: () => ({ id: ids.assignment }), tells: some },
  'its deadline: duties': {
    document: 'query($assignment: ID!) { duties(filter: { recordId: { eq: $assignment } }) { totalCount } }',
    tells: some,
    but: hadDuty,
    nobody: true,
  },
  'its deadline: dutiesAsOf': {
    document: '{ dutiesAsOf(at: "2026-02-01T00:00:00Z", first: 100) { nodes { duty { recordId } } } }',
    tells: () => [ids.assignment],
    but: hadDuty,
    nobody: true,
  },
  'its review: approvalRequests': {
    document: 'query($id: ID!) { approvalRequests(filter: { recordId: { eq: $id } }) { totalCount nodes { id } } }',
    tells: some,
    but: decided,
  },
  approvalInbox: {
    document: '{ approvalInbox(first: 500) { nodes { request { recordId } } } }',
    tells: () => [ids.id, checked.report],
    nobody: true,
  },
  notices: {
    document: '{ notices(first: 500) { nodes { recordId text } } }',
    tells: () => [ids.id, ids.assignment, checked.report, checked.finding],
    nobody: true,
  },
  'the audit: auditEntries': {
    document: 'query($id: String!) { auditEntries(filter: { recordId: { eq: $id } }) { totalCount } }',
    tells: () => ['"totalCount":1', '"totalCount":2', '"totalCount":3', '"totalCount":4'],
    but: { auditor: 'reads the audit of all labels, and no figures: these stand in no entry' },
    nobody: true,
  },
  statisticsReadings: {
    document: 'query($id: ID!) { statisticsReadings(filter: { report: { id: { eq: $id } } }) { totalCount } }',
    tells: () => ['"totalCount":1', '"totalCount":2', '"totalCount":3', '"totalCount":4'],
    but: { auditor: 'has the same in the audit; the report stays null' },
    nobody: true,
  },
  'explainAccess: read': {
    document: 'query($id: ID!) { explainAccess(type: "DataSetReport", id: $id, action: "read") { allowed clause } }',
    tells: () => ['"allowed":true', 'P11'],
  },
  spotCheckFinding: {
    document: 'query($id: ID!) { spotCheckFinding(id: $id) { reported found type } }',
    variables: () => ({ id: checked.finding }),
    tells: () => ['"type"'],
  },
  'spotCheckFindings, found by the hidden value': {
    document:
      'query { spotCheckFindings(filter: { found: { eq: "737431" } }, orderBy: [{ found: ASC }]) { totalCount nodes { id } } }',
    tells: some,
  },
  'items of its spot check': {
    document: 'query($id: ID!) { spotCheck(id: $id) { items(first: 500) { nodes { id reported found } } } }',
    variables: () => ({ id: checked.check }),
    tells: () => [checked.item],
  },
  spotCheckFrame: {
    document: 'query($id: ID!) { spotCheckFrame(id: $id) { reports sample } }',
    variables: () => ({ id: checked.check }),
    tells: () => [`${checked.uid}/202601`],
  },
  spotCheckRates: {
    document:
      'query($form: ID!) { spotCheckRates(dataSetId: $form, from: "2026-01-01", to: "2026-12-31") { uid checked errors } }',
    variables: () => ({ form: checked.form }),
    tells: () => [checked.uid],
  },
  'the same form of its department': {
    document:
      '{ departments(filter: { name: { eq: "城关镇卫生院" } }) { nodes { dataSetReports(filter: { label: { gte: SECRET } }) { totalCount } } } }',
    tells: some,
  },
};

/** Says of an answer, without what was asked, whether it tells something. */
const told = ({ data, errors }: { data: unknown; errors: readonly unknown[] }, marks: readonly string[] = []) => {
  const text = JSON.stringify([data, errors]);
  return /7374[0123]1/.test(text) || marks.some((mark) => text.includes(mark));
};

const asks = async (who: string, { document, variables = () => ({}), tells = () => [] }: Way) => {
  const names = [...document.split(')')[0]!.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
  const all: Record<string, string> = { ...ids, ...(variables() as object) };
  const given = Object.fromEntries(names.map((name) => [name, all[name]]));
  const answer = await run(who, document, given);
  return { answer, tells: told(answer, tells()) };
};

describe('P11.A08 who reaches a SECRET report, its values, findings or spot checks by which way', () => {
  it.each(Object.entries(ways))('P11.A08 %s', async (_name, way) => {
    const leaks: string[] = [];
    for (const who of hiddenFrom) {
      const { answer, tells } = await asks(who, way);
      // A query that is wrong would tell nothing to anybody.
      expect(['ok', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'], JSON.stringify(answer.errors)).toContain(
        answer.outcome,
      );
      if (tells && !way.but?.[who]) leaks.push(who);
    }
    expect(leaks).toEqual([]);
    if (!way.nobody) expect((await asks(secretKeeper, way)).tells).toBe(true);
  });
});

const version = 1;
/** Each mutation about a row, with one that is hidden; the rest is right. */
const changes: Record<string, () => [document: string, key: string, hidden: string, more: object]> = {
  enterValues: () => [entry.enterValues, 'id', ids.id, { version, input: { values: valuesOf({ liveBirths: 5 }) } }],
  submitReport: () => [entry.submitReport, 'id', ids.id, { version, reasons: [] }],
  requestUnlock: () => [entry.requestUnlock, 'id', ids.id, { version, reason: '核实有误' }],
  openReport: () => [entry.openReport, 'assignmentId', ids.assignment, { period: '202601' }],
  endDataSetAssignment: () => [entry.endDataSetAssignment, 'id', ids.assignment, { version, until: '2026-12-31' }],
  recordRefusal: () => [
    entry.recordRefusal,
    'assignmentId',
    ids.assignment,
    { input: { period: '202601', reason: '拒报' } },
  ],
  requestReportAccess: () => [
    requestReportAccess,
    'reportId',
    ids.id,
    { input: { personId: randomUUID(), reason: '核对', until: '2026-03-20T00:00:00Z' } },
  ],
  correctSpotCheckFindings: () => [
    spotCheckDocuments.correctSpotCheckFindings,
    'reportId',
    checked.report,
    { version, corrections: [{ findingId: checked.finding, reason: '漏登' }] },
  ],
  explainSpotCheckFinding: () => [
    spotCheckDocuments.explainSpotCheckFinding,
    'id',
    checked.finding,
    { version, explanation: '台账在县里' },
  ],
  settleSpotCheckFinding: () => [
    spotCheckDocuments.settleSpotCheckFinding,
    'id',
    checked.finding,
    { version, accept: true },
  ],
};
const types: Record<string, string> = {
  openReport: 'DataSetAssignment',
  endDataSetAssignment: 'DataSetAssignment',
  recordRefusal: 'DataSetAssignment',
  explainSpotCheckFinding: 'SpotCheckFinding',
  settleSpotCheckFinding: 'SpotCheckFinding',
};
const explain =
  'query($type: String!, $id: ID!, $action: String!) { explainAccess(type: $type, id: $id, action: $action) { allowed clause remedy missing { kind message } } }';

describe('P11.A08 no mutation and no explanation tells that a hidden row is there', () => {
  it.each(Object.keys(changes))('P11.A08 %s answers as of what never existed', async (mutation) => {
    const [document, key, hidden, more] = changes[mutation]!();
    const type = types[mutation] ?? 'DataSetReport';
    for (const who of ['mch-reporter', 'mch-statistician', 'mch-section-head', 'auditor', 'reader']) {
      const [there, never] = [
        await run(who, document, { [key]: hidden, ...more }),
        await run(who, document, { [key]: randomUUID(), ...more }),
      ];
      expect([who, there.outcome, JSON.stringify(there)]).toEqual([who, never.outcome, JSON.stringify(never)]);
      expect(['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT']).toContain(there.outcome);
      const [said, saidOfNone] = [
        await run(who, explain, { type, id: hidden, action: mutation }),
        await run(who, explain, { type, id: randomUUID(), action: mutation }),
      ];
      expect([who, said.data]).toEqual([who, saidOfNone.data]);
      expect(said.data.explainAccess.allowed).toBe(false);
    }
  });
});

describe('P11.A08 while the module is off nothing of a SECRET report is reached', () => {
  const set = (enabled: boolean) =>
    done(
      platform,
      'administrator',
      `mutation { setModuleEnabled(name: "mch-statistics", enabled: ${enabled}) { removedFields } }`,
    );

  it('P11.A08 its root and cross-module fields are gone for everybody, what the core keeps tells nobody, and all is back as it was', async () => {
    const before = Object.fromEntries(
      await Promise.all(
        Object.entries(ways).map(async ([name, way]) => [name, (await asks(secretKeeper, way)).answer.outcome]),
      ),
    );
    const ofCore = /^(its deadline|its review|approvalInbox|notices|the audit)/;
    await set(false);
    try {
      for (const [name, way] of Object.entries(ways))
        for (const who of [...hiddenFrom, secretKeeper]) {
          const { answer, tells } = await asks(who, way);
          if (!ofCore.test(name) && !(name.startsWith('explainAccess') && who === 'anyone'))
            expect([name, who, answer.outcome]).toEqual([name, who, 'MODULE_DISABLED']);
          if (!way.but?.[who] && who !== secretKeeper) expect([name, who, tells]).toEqual([name, who, false]);
        }
      for (const [mutation, made] of Object.entries(changes)) {
        const [document, key, hidden, more] = made();
        const { outcome } = await run(secretKeeper, document, { [key]: hidden, ...more });
        expect([mutation, outcome]).toEqual([mutation, 'MODULE_DISABLED']);
      }
    } finally {
      await set(true);
    }
    for (const [name, way] of Object.entries(ways))
      expect([name, (await asks(secretKeeper, way)).answer.outcome]).toEqual([name, before[name]]);
  });
});
