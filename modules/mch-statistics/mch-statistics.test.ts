import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { analysisBadInputs, analysisOperations } from './analyses/analyses.fixture.js';
import { badInputs as badInputsOfForms } from './badInputs.fixture.js';
import { copyBadInputs } from './copies/copies.badInputs.js';
import { copyOperations } from './copies/copies.fixture.js';
import { indicatorBadInputs, indicatorOperations } from './indicators/indicators.fixture.js';
import { sectionOperations } from './informationSection.fixture.js';
import { materialBadInputs, materialOperations } from './materials/materials.fixture.js';
import { releaseBadInputs, releaseOperations } from './releases/releases.fixture.js';
import { secrecyBadInputs, secrecyOperations } from './secrecy/secrecy.fixture.js';
import { spotCheckBadInputs } from './spotChecks/spotChecks.badInputs.js';
import { spotCheckOperations } from './spotChecks/spotChecks.fixture.js';
import { operations as formOperations } from './statistics.fixture.js';

const operations = {
  ...formOperations,
  ...indicatorOperations,
  ...spotCheckOperations,
  ...releaseOperations,
  ...analysisOperations,
  ...copyOperations,
  ...materialOperations,
  ...secrecyOperations,
};
const badInputs = [
  ...badInputsOfForms,
  ...indicatorBadInputs,
  ...spotCheckBadInputs,
  ...releaseBadInputs,
  ...analysisBadInputs,
  ...copyBadInputs,
  ...materialBadInputs,
  ...secrecyBadInputs,
];

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T10:00:00+08:00') });
});
afterAll(() => platform.close());

const people = [
  'anyone',
  'administrator',
  'auditor',
  'general-manager',
  'mch-reporter',
  'mch-reporter-b',
  'mch-statistician',
  'mch-section-head',
  'mch-director',
  'reader',
];
const outcomes: Record<string, string> = {
  ok: 'ok',
  '--': 'UNAUTHENTICATED',
  no: 'FORBIDDEN',
  nf: 'NOT_FOUND',
};

/** Each root field, called by: anyone, administrator, auditor, general manager, reporter of the unit and of another, statistician, section head, director, reader. */
const calls = `
                         any adm aud gen rep oth sta sec dir rea
statisticsUnit           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
statisticsUnits          --  ok  ok  ok  ok  ok  ok  ok  ok  ok
categoryCombination      --  ok  ok  ok  ok  ok  ok  ok  ok  ok
categoryCombinations     --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataElement              --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataElements             --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataSet                  --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataSets                 --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataSetAssignment        --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataSetAssignments       --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataSetReport            --  ok  ok  ok  ok  ok  ok  ok  ok  ok
dataSetReports           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
refusedReport            --  ok  ok  ok  ok  ok  ok  ok  ok  ok
refusedReports           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
statisticsForm           --  nf  nf  nf  nf  nf  nf  nf  nf  nf
verifyStatisticsDocument ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reportingRates           --  no  ok  ok  no  no  ok  ok  ok  no
exportDataValues         --  no  ok  ok  no  no  ok  ok  ok  no
importDataValues         --  no  no  no  no  no  nf  nf  no  no
importDataValueFile      --  no  no  no  no  no  nf  nf  no  no
dataValueImport          --  ok  ok  ok  ok  ok  ok  ok  ok  ok
registerStatisticsUnit   --  no  no  no  no  no  ok  ok  no  no
updateStatisticsUnit     --  no  no  no  no  no  ok  ok  no  no
defineCategories         --  no  no  no  no  no  ok  ok  no  no
defineDataElement        --  no  no  no  no  no  ok  ok  no  no
defineDataSet            --  no  no  no  no  no  ok  ok  no  no
addValidationRule        --  no  no  no  no  no  ok  ok  no  no
assignDataSet            --  no  no  no  no  no  ok  ok  no  no
endDataSetAssignment     --  no  no  no  no  no  ok  ok  no  no
openReport               --  no  no  no  ok  no  ok  ok  no  no
enterValues              --  no  no  no  ok  nf  ok  ok  no  no
submitReport             --  no  no  no  ok  nf  ok  ok  no  no
reviseDataSet            --  no  no  no  no  no  ok  ok  no  no
withdrawEdition          --  no  no  no  no  no  ok  ok  no  no
reviseDataElement        --  no  no  no  no  no  ok  ok  no  no
recordRefusal            --  no  no  no  no  no  ok  ok  no  no
withdrawRefusal          --  no  no  no  no  no  ok  ok  no  no
requestUnlock            --  no  no  no  ok  nf  ok  ok  no  no
indicator                --  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicators               --  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorTerm            --  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorTerms           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorValues          --  no  ok  ok  ok  ok  ok  ok  ok  no
compareIndicatorValues   --  no  ok  ok  ok  ok  ok  ok  ok  no
defineIndicator          --  no  no  no  no  no  ok  ok  no  no
defineIndicatorTerm      --  no  no  no  no  no  ok  ok  no  no
bindIndicatorTerm        --  no  no  no  no  no  ok  ok  no  no
releaseDraft             --  ok  ok  ok  ok  ok  ok  ok  ok  ok
releaseDrafts            --  ok  ok  ok  ok  ok  ok  ok  ok  ok
draftRelease             --  no  no  no  no  no  ok  ok  no  no
previewRelease           --  no  no  no  no  no  ok  ok  ok  no
requestRelease           --  no  no  no  no  no  ok  ok  no  no
analysisPlan             --  ok  ok  ok  ok  ok  ok  ok  ok  ok
analysisPlans            --  ok  ok  ok  ok  ok  ok  ok  ok  ok
analysisReport           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
analysisReports          --  ok  ok  ok  ok  ok  ok  ok  ok  ok
planAnalysis             --  no  no  no  no  no  no  ok  ok  no
endAnalysisPlan          --  no  no  no  no  no  no  ok  ok  no
submitAnalysis           --  nf  no  no  nf  nf  ok  ok  no  nf
acknowledgeAnalysis      --  no  no  ok  no  no  no  no  ok  no
spotCheckPlan            --  ok  ok  ok  ok  ok  ok  ok  ok  ok
spotCheckPlans           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
spotCheck                --  ok  ok  ok  ok  ok  ok  ok  ok  ok
spotChecks               --  ok  ok  ok  ok  ok  ok  ok  ok  ok
spotCheckFinding         --  ok  ok  ok  ok  ok  ok  ok  ok  ok
spotCheckFindings        --  ok  ok  ok  ok  ok  ok  ok  ok  ok
spotCheckFrame           --  no  nf  nf  no  no  nf  nf  nf  no
spotCheckRates           --  no  ok  ok  no  no  ok  ok  ok  no
planSpotChecks           --  no  no  no  no  no  ok  ok  no  no
endSpotCheckPlan         --  no  no  no  no  no  ok  ok  no  no
drawSpotCheck            --  no  no  no  no  no  ok  ok  no  no
recordSpotCheck          --  no  no  no  no  no  ok  ok  no  no
correctSpotCheckFindings --  no  no  no  ok  nf  ok  ok  no  no
explainSpotCheckFinding  --  no  no  no  ok  nf  ok  ok  no  no
settleSpotCheckFinding   --  no  no  no  no  no  ok  ok  no  no
databaseCopy             --  ok  ok  ok  ok  ok  ok  ok  ok  ok
databaseCopies           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
databaseCopyStatus       --  ok  ok  ok  no  no  ok  ok  ok  no
registerDatabaseCopy     --  ok  no  no  no  no  ok  ok  no  no
verifyDatabaseCopy       --  ok  no  no  no  no  ok  ok  no  no
retireDatabaseCopy       --  ok  no  no  no  no  ok  ok  no  no
materialVolume           --  ok  ok  ok  ok  ok  ok  ok  ok  ok
materialVolumes          --  ok  ok  ok  ok  ok  ok  ok  ok  ok
openMaterialVolume       --  no  no  no  no  no  ok  ok  no  no
fileMaterial             --  no  no  no  no  no  ok  ok  no  no
bindMaterialVolume       --  no  no  no  no  no  ok  ok  no  no
reopenMaterialVolume     --  no  no  no  no  no  no  ok  no  no
confirmMaterialOrdered   --  no  no  no  no  no  ok  ok  no  no
statisticsReading        --  ok  ok  ok  ok  ok  ok  ok  ok  ok
statisticsReadings       --  ok  ok  ok  ok  ok  ok  ok  ok  ok
requestReportAccess      --  nf  nf  nf  nf  nf  nf  nf  nf  nf
`
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/) as [string, ...string[]]);

describe('P11.A01 P11.A02 P11.A06 who may call what', () => {
  it.each(calls)('%s', async (operation, ...cells) => {
    const found: Record<string, string> = {};
    for (const who of people) {
      const [document, variables] = await operations[operation]!(platform);
      found[who] = (await platform.as(who).run(document, variables)).outcome;
    }
    expect(found).toEqual(Object.fromEntries(people.map((who, i) => [who, outcomes[cells[i]!]])));
  });

  it('has a row for every root field of the module', () => {
    const roots = platform.rootFieldsOf('mch-statistics').filter((name) => !(name in sectionOperations));
    expect(calls.map(([operation]) => operation).sort()).toEqual(roots);
    expect(Object.keys(operations).sort()).toEqual(roots);
  });

  it.each([
    ['administrator', 0],
    ['reader', 0],
    ['mch-reporter-b', 0],
    ['auditor', 1],
    ['general-manager', 1],
    ['mch-reporter', 1],
    ['mch-statistician', 1],
    ['mch-director', 1],
  ])('P11.A08 figures are seen by whoever reports them and those who oversee them: %s', async (who, seen) => {
    const { data } = await platform.as(who).run(`{
      dataSetReports(filter: { unit: { uid: { eq: "MchTownshp1" } } }) { nodes { values(first: 1) { nodes { value } } entries { nodes { digest } } } }
    }`);
    const reports = data.dataSetReports.nodes as { values: { nodes: object[] }; entries: { nodes: object[] } }[];
    expect(reports.map(({ values, entries }) => [values.nodes.length, entries.nodes.length])).toEqual(
      Array.from({ length: seen }, () => [1, 1]),
    );
  });
});

describe('P11.A01 bad input is told at once, with what to do, in both languages', () => {
  it.each(badInputs)('%s refuses %j', async (operation, paths, input, who = 'mch-statistician') => {
    const [document, variables] = await operations[operation]!(platform);
    const given = { ...variables, ...input };
    const answers = await Promise.all(
      (['en', 'zh'] as const).map((locale) => platform.as(who).run(document, given, locale)),
    );
    for (const [i, { errors, outcome }] of answers.entries()) {
      expect(outcome, JSON.stringify(errors)).toBe('BAD_USER_INPUT');
      const problems = errors[0]!.extensions!.problems as { path: string; message: string }[];
      expect([...new Set(problems.map(({ path }) => path))].sort()).toEqual([...paths].sort());
      // Names of the demo are Chinese in both languages.
      for (const { message } of problems)
        if (i === 0) expect(message).toMatch(/[a-z]{3}/);
        else expect(message).toMatch(/\p{Script=Han}/u);
    }
  });

  it('has a bad input for every mutation of the module that takes more than ids', () => {
    const mutations = Object.values(platform.platform.schemas.full.getMutationType()!.getFields())
      .filter(({ name, extensions, args }) => {
        const more = args.some((arg) => !/(^id|Id|version)$/.test(arg.name));
        return extensions.module === 'mch-statistics' && more && !(name in sectionOperations);
      })
      .map(({ name }) => name);
    expect([...new Set(badInputs.map(([operation]) => operation))].sort()).toEqual(mutations.sort());
  });
});

describe('P11.A01 the module is switched off and on', () => {
  it('P11.A01 its fields vanish from departments and return, and the others stay whole', async () => {
    const set = (enabled: boolean) =>
      platform
        .as('administrator')
        .run(`mutation { setModuleEnabled(name: "mch-statistics", enabled: ${enabled}) { removedFields } }`);
    const cross =
      '{ departments(filter: { name: { eq: "城关镇卫生院" } }) { nodes { statisticsUnits { totalCount } } } }';
    const before = await platform.as('mch-statistician').run(cross);
    expect(before.data.departments.nodes[0].statisticsUnits.totalCount).toBeGreaterThan(0);
    expect((await set(false)).outcome).toBe('ok');
    try {
      expect((await platform.as('mch-statistician').run(cross)).outcome).toBe('MODULE_DISABLED');
      expect((await platform.as('mch-statistician').run('{ dataSets { totalCount } }')).outcome).toBe(
        'MODULE_DISABLED',
      );
      for (const query of ['{ customers(first: 1) { totalCount } }', '{ feedbackForms(first: 1) { totalCount } }'])
        expect((await platform.as('general-manager').run(query)).outcome).toBe('ok');
    } finally {
      expect((await set(true)).outcome).toBe('ok');
    }
    expect((await platform.as('mch-statistician').run(cross)).data).toEqual(before.data);
  });
});
