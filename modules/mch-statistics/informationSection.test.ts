import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { sectionBadInputs } from './informationSection.badInputs.js';
import { head, sectionOperations } from './informationSection.fixture.js';

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
  'mch-statistician',
  'mch-records',
  'mch-section-head',
  'mch-director',
  'mch-ward-head',
  'mch-ward-head-b',
  'mch-physician',
  'reader',
];
const outcomes: Record<string, string> = {
  ok: 'ok',
  '--': 'UNAUTHENTICATED',
  no: 'FORBIDDEN',
  nf: 'NOT_FOUND',
};

/** Each root field, called by: anyone, administrator, auditor, general manager, statistician, records officer, section head, director, head of the ward and of another, physician, reader. */
const calls = `
                         any adm aud gen sta rec sec dir war oth phy rea
medicalRecord            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
medicalRecords           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
medicalRecordFiling      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
overdueMedicalRecords    --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
registerDischarges       --  no  no  no  no  ok  ok  no  no  no  no  no
fileMedicalRecords       --  no  no  no  no  ok  ok  no  no  no  no  no
returnMedicalRecord      --  no  no  no  no  ok  ok  no  no  no  no  no
correctDischarge         --  no  no  no  no  ok  ok  no  no  no  no  no
voidMedicalRecord        --  no  no  no  no  ok  ok  no  no  no  no  no
managementIndicator      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
managementIndicators     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorReading         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorReadings        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorAlert           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorAlerts          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
indicatorDashboard       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
defineManagementIndicator -- no  no  no  ok  no  ok  no  no  no  no  no
updateManagementIndicator -- no  no  no  ok  no  ok  no  no  no  no  no
recordIndicatorReadings  --  no  no  no  ok  no  ok  no  ok  no  no  no
drawIndicatorReadings    --  no  no  no  ok  no  ok  no  no  no  no  no
correctIndicatorReading  --  no  no  no  ok  no  ok  no  ok  nf  no  no
answerIndicatorAlert     --  nf  no  no  no  no  ok  no  no  nf  ok  nf
guidedDepartment         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
guidedDepartments        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
guidanceVisit            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
guidanceVisits           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
addGuidedDepartment      --  no  no  no  ok  no  ok  no  no  no  no  no
endGuidedDepartment      --  no  no  no  ok  no  ok  no  no  no  no  no
planGuidanceVisit        --  no  no  no  ok  no  ok  no  no  no  no  no
recordGuidanceVisit      --  no  no  no  ok  no  ok  no  no  no  no  no
answerGuidanceAdvice     --  no  no  no  no  no  no  no  ok  nf  no  no
closeGuidanceVisit       --  no  no  no  ok  no  ok  no  no  no  no  no
cancelGuidanceVisit      --  no  no  no  ok  no  ok  no  no  no  no  no
informationRule          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
informationRules         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
informationRuleVersion   --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
informationRuleVersions  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
ruleAcknowledgement      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
ruleAcknowledgements     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
ruleCheck                --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
ruleChecks               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
informationRulesInForce  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
draftInformationRule     --  no  no  no  ok  no  ok  no  no  no  no  no
draftRuleRevision        --  no  no  no  ok  no  ok  no  no  no  no  no
updateRuleDraft          --  no  no  no  ok  no  ok  no  no  no  no  no
submitInformationRule    --  no  no  no  ok  no  ok  no  no  no  no  no
repealInformationRule    --  no  no  no  no  no  no  ok  no  no  no  no
acknowledgeInformationRule -- no  no  no  no  no  no  no  ok  nf  no  no
recordRuleCheck          --  no  no  no  ok  no  ok  no  no  no  no  no
correctRuleFinding       --  no  no  no  no  no  no  no  ok  nf  no  no
`
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/) as [string, ...string[]]);

describe('P08.A01 P08.A02 P08.A03 P08.A04 P08.A05 P08.A06 P08.A07 who may call what', () => {
  it.each(calls)('%s', async (operation, ...cells) => {
    const found: Record<string, string> = {};
    for (const who of people) {
      const [document, variables] = await sectionOperations[operation]!(platform);
      found[who] = (await platform.as(who).run(document, variables)).outcome;
    }
    expect(found).toEqual(Object.fromEntries(people.map((who, i) => [who, outcomes[cells[i]!]])));
  });

  it('has a row for every operation of the information section', () => {
    expect(calls.map(([operation]) => operation).sort()).toEqual(Object.keys(sectionOperations).sort());
  });
});

describe('P08.A04 bad input is told at once, with what to do, in both languages', () => {
  it.each(sectionBadInputs)('%s refuses %j', async (operation, paths, input, who = head) => {
    const [document, variables] = await sectionOperations[operation]!(platform);
    const given = { ...variables, ...input };
    const answers = await Promise.all(
      (['en', 'zh'] as const).map((locale) => platform.as(who).run(document, given, locale)),
    );
    for (const [i, { errors, outcome }] of answers.entries()) {
      expect(outcome, JSON.stringify(errors)).toBe('BAD_USER_INPUT');
      const problems = errors[0]!.extensions!.problems as { path: string; message: string }[];
      expect([...new Set(problems.map(({ path }) => path))].sort()).toEqual([...paths].sort());
      for (const { message } of problems)
        if (i === 0) expect(message).not.toMatch(/\p{Script=Han}/u);
        else expect(message).toMatch(/\p{Script=Han}/u);
    }
  });

  it('has a bad input for every mutation of the section that takes more than ids', () => {
    const mutations = Object.values(platform.platform.schemas.full.getMutationType()!.getFields())
      .filter(({ name, args }) => {
        const more = args.some((arg) => !/(^id|Id|version)$/.test(arg.name));
        return name in sectionOperations && more;
      })
      .map(({ name }) => name);
    expect([...new Set(sectionBadInputs.map(([operation]) => operation))].sort()).toEqual(mutations.sort());
  });
});
