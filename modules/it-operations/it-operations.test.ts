import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { badInputs } from './badInputs.fixture.js';
import { machineToken, operations } from './operations.fixture.js';

let platform: TestPlatform;
let machine: string;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T10:00:00+08:00') });
  machine = await machineToken(platform, new Date('2027-01-01T00:00:00Z'));
});
afterAll(() => platform.close());

const people = ['anyone', 'administrator', 'auditor', 'general-manager', 'it-head', 'it-operator', 'reader', 'machine'];
const outcomes: Record<string, string> = {
  ok: 'ok',
  '--': 'UNAUTHENTICATED',
  no: 'FORBIDDEN',
  nf: 'NOT_FOUND',
  in: 'BAD_USER_INPUT',
  is: 'INVALID_STATE',
};

/** Each root field, called by: anyone, administrator, auditor, general manager, head of IT, operator, reader, a machine. */
const calls = `
                     any adm aud gen hea ope rea mac
itAsset              --  ok  ok  ok  ok  ok  ok  no
itAssets             --  ok  ok  ok  ok  ok  ok  no
maintenancePlan      --  ok  ok  ok  ok  ok  ok  no
maintenancePlans     --  ok  ok  ok  ok  ok  ok  no
maintenanceRecord    --  ok  ok  ok  ok  ok  ok  no
maintenanceRecords   --  ok  ok  ok  ok  ok  ok  no
registerAsset        --  no  no  no  ok  ok  no  no
updateAsset          --  no  no  no  ok  ok  no  no
retireAsset          --  no  no  no  ok  ok  no  no
planMaintenance      --  no  no  no  ok  no  no  no
endMaintenancePlan   --  no  no  no  ok  no  no  no
recordMaintenance    --  no  no  no  ok  ok  no  no
itFault              --  ok  ok  ok  ok  ok  ok  no
itFaults             --  ok  ok  ok  ok  ok  ok  no
faultMeasure         --  ok  ok  ok  ok  ok  ok  no
faultMeasures        --  ok  ok  ok  ok  ok  ok  no
reliability          --  no  ok  ok  ok  ok  no  no
reportFault          --  ok  ok  ok  ok  ok  ok  no
takeFault            --  no  no  no  ok  ok  no  no
restoreFault         --  no  no  no  no  ok  no  no
closeFault           --  no  no  ok  ok  no  no  no
addFaultMeasure      --  no  no  no  ok  no  no  no
machineRoom          --  ok  ok  ok  ok  ok  ok  no
machineRooms         --  ok  ok  ok  ok  ok  ok  no
roomCheck            --  ok  ok  ok  ok  ok  ok  no
roomChecks           --  ok  ok  ok  ok  ok  ok  no
sensor               --  ok  ok  ok  ok  ok  ok  no
sensors              --  ok  ok  ok  ok  ok  ok  no
excursion            --  ok  ok  ok  ok  ok  ok  no
excursions           --  ok  ok  ok  ok  ok  ok  no
sensorSeries         --  no  nf  nf  nf  nf  no  no
registerMachineRoom  --  no  no  no  ok  no  no  no
recordRoomCheck      --  no  no  no  ok  ok  no  no
addSensor            --  no  no  no  ok  no  no  no
recordReadings       --  no  no  no  ok  ok  no  ok
staffMember          --  ok  ok  ok  ok  ok  ok  no
staffMembers         --  ok  ok  ok  ok  ok  ok  no
teamStability        --  no  ok  ok  ok  no  no  no
addStaffMember       --  no  no  ok  ok  no  no  no
endStaffMember       --  no  no  ok  ok  no  no  no
qualification        --  ok  ok  ok  ok  ok  ok  no
qualifications       --  ok  ok  ok  ok  ok  ok  no
recordQualification  --  no  no  ok  ok  no  no  no
revokeQualification  --  no  no  ok  ok  no  no  no
shift                --  ok  ok  ok  ok  ok  ok  no
shifts               --  ok  ok  ok  ok  ok  ok  no
workLogEntry         --  ok  ok  ok  ok  ok  ok  no
workLogEntries       --  ok  ok  ok  ok  ok  ok  no
assignShift          --  no  no  no  ok  no  no  no
reassignShift        --  no  no  no  ok  no  no  no
cancelShift          --  no  no  no  ok  no  no  no
writeWorkLog         --  no  no  no  no  no  no  no
correctWorkLog       --  no  no  no  nf  nf  no  no
trainingPlan         --  ok  ok  ok  ok  ok  ok  no
trainingPlans        --  ok  ok  ok  ok  ok  ok  no
trainingSession      --  ok  ok  ok  ok  ok  ok  no
trainingSessions     --  ok  ok  ok  ok  ok  ok  no
trainingAttendance   --  ok  ok  ok  ok  ok  ok  no
trainingAttendances  --  ok  ok  ok  ok  ok  ok  no
trainingStandings    --  no  ok  ok  ok  ok  no  no
draftTrainingPlan    --  no  no  no  ok  no  no  no
concludeTrainingPlan --  no  no  no  ok  no  no  no
holdTraining         --  no  no  no  ok  no  no  no
addTraining          --  no  no  no  ok  no  no  no
cancelTraining       --  no  no  no  ok  no  no  no
correctTrainingHours --  no  no  no  ok  no  no  no
`
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/) as [string, ...string[]]);

describe('P12.A01 P12.A02 P12.A03 P12.A04 P12.A05 P12.A06 who may call what', () => {
  it.each(calls)('%s', async (operation, ...cells) => {
    const found: Record<string, string> = {};
    for (const who of people) {
      const [document, variables] = await operations[operation]!(platform);
      found[who] = (
        await (who === 'machine'
          ? platform.run(machine, document, variables)
          : platform.as(who).run(document, variables))
      ).outcome;
    }
    expect(found).toEqual(Object.fromEntries(people.map((who, i) => [who, outcomes[cells[i]!]])));
  });

  it('has a row for every root field of the module', () => {
    const roots = platform.rootFieldsOf('it-operations');
    expect(calls.map(([operation]) => operation).sort()).toEqual(roots);
    expect(Object.keys(operations).sort()).toEqual(roots);
  });

  it.each([
    ['administrator', 0],
    ['reader', 0],
    ['auditor', 1],
    ['general-manager', 1],
    ['it-operator', 1],
  ])('P12.A01 the inventory is seen by information staff and those who oversee them: %s', async (who, seen) => {
    const { data } = await platform.as(who).run(`{
      itAssets(filter: { number: { eq: "ZC-001" } }) { nodes { id } }
      maintenanceRecords(first: 1) { nodes { id } }
    }`);
    expect([data.itAssets.nodes.length, data.maintenanceRecords.nodes.length]).toEqual([seen, seen]);
  });
});

describe('P12.A01 P12.A02 P12.A04 P12.A05 bad input is told at once, with what to do, in both languages', () => {
  it.each(badInputs)('%s refuses %j', async (operation, paths, input, who = 'it-head') => {
    const [document, variables] = await operations[operation]!(platform);
    const given = { ...variables, ...input };
    const answers = await Promise.all(
      (['en', 'zh'] as const).map((locale) => platform.as(who).run(document, given, locale)),
    );
    for (const [i, { errors, outcome }] of answers.entries()) {
      expect(outcome).toBe('BAD_USER_INPUT');
      const problems = errors[0]!.extensions!.problems as { path: string; message: string }[];
      expect([...new Set(problems.map(({ path }) => path))].sort()).toEqual([...paths].sort());
      for (const { message } of problems)
        if (i === 0) expect(message).not.toMatch(/\p{Script=Han}/u);
        else expect(message).toMatch(/\p{Script=Han}/u);
    }
  });

  it('has a bad input for every mutation of the module that takes more than ids', () => {
    const mutations = Object.values(platform.platform.schemas.full.getMutationType()!.getFields())
      .filter(({ extensions, args }) => {
        const more = args.some(({ name }) => !/(^id|Id|version)$/.test(name));
        return extensions.module === 'it-operations' && more;
      })
      .map(({ name }) => name);
    expect([...new Set(badInputs.map(([operation]) => operation))].sort()).toEqual(mutations.sort());
  });
});

describe('P12.A01 the module is switched off and on', () => {
  it('P12.A01 its fields vanish from people and return, and the others stay whole', async () => {
    const set = (enabled: boolean) =>
      platform
        .as('administrator')
        .run(`mutation { setModuleEnabled(name: "it-operations", enabled: ${enabled}) { removedFields } }`);
    const cross = '{ people(filter: { name: { eq: "it-operator" } }) { nodes { itAssets { totalCount } } } }';
    const before = await platform.as('it-head').run(cross);
    expect(before.data.people.nodes[0].itAssets.totalCount).toBeGreaterThan(0);
    expect((await set(false)).outcome).toBe('ok');
    try {
      expect((await platform.as('it-head').run(cross)).outcome).toBe('MODULE_DISABLED');
      expect((await platform.as('it-head').run('{ itAssets { totalCount } }')).outcome).toBe('MODULE_DISABLED');
      for (const query of ['{ customers(first: 1) { totalCount } }', '{ feedbackForms(first: 1) { totalCount } }'])
        expect((await platform.as('general-manager').run(query)).outcome).toBe('ok');
    } finally {
      expect((await set(true)).outcome).toBe('ok');
    }
    expect((await platform.as('it-head').run(cross)).data).toEqual(before.data);
  });
});
