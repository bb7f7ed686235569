/** What is wrong with each form: all of its problems at once. By whom, where not by the head of IT. */
export type BadInput = [operation: string, paths: string[], input: Record<string, unknown>, who?: string];

const long = 'x'.repeat(20_000);
const nobody = '00000000-0000-4000-8000-000000000000';

export const badInputs: BadInput[] = [
  [
    'registerAsset',
    ['input.number', 'input.name', 'input.responsibleId', 'input.inUseSince', 'input.endsOn'],
    { input: { number: '', name: long, kind: 'LICENCE', responsibleId: 'x', inUseSince: '2026-02-30', endsOn: 'x' } },
  ],
  [
    'registerAsset',
    ['input.inUseSince', 'input.endsOn'],
    { input: { number: 'x', name: 'x', kind: 'LICENCE', responsibleId: nobody, inUseSince: '2029-01-01' } },
  ],
  ['updateAsset', ['input.name', 'input.endsOn'], { input: { name: '', endsOn: '2026-13-01' } }],
  ['updateAsset', ['input.endsOn'], { input: { endsOn: '2020-01-01' } }],
  ['retireAsset', ['reason'], { reason: '' }],
  [
    'planMaintenance',
    ['input.title', 'input.graceDays', 'input.checklist'],
    { input: { title: '', interval: 'MONTH', graceDays: 31, checklist: [' '] } },
  ],
  ['endMaintenancePlan', ['reason'], { reason: long }],
  [
    'recordMaintenance',
    ['input.period', 'input.doneOn', 'input.checks.0.passed'],
    { input: { period: '2026-13', doneOn: 'x', checks: [{ passed: false }] } },
  ],
  [
    'recordMaintenance',
    ['input.period', 'input.doneOn', 'input.checks'],
    { input: { period: '2027-01', doneOn: '2027-01-01', checks: [{ passed: true }] } },
  ],
  [
    'reportFault',
    ['input.assetId', 'input.stopsService', 'input.description'],
    { input: { assetId: '', stopsService: true, severity: 'MAJOR', description: '' } },
  ],
  [
    'reportFault',
    ['input.occurredAt'],
    { input: { severity: 'MAJOR', description: 'x', occurredAt: '2030-01-01T00:00:00Z' } },
  ],
  ['takeFault', ['assetId'], { stopsService: true }],
  ['restoreFault', ['input.remedy', 'input.removal'], { input: { remedy: '', removal: long } }, 'it-operator'],
  [
    'restoreFault',
    ['input.restoredAt'],
    { input: { remedy: 'x', removal: 'x', restoredAt: '2001-01-01T00:00:00Z' } },
    'it-operator',
  ],
  ['closeFault', ['cause', 'prevention'], { cause: '', prevention: '' }],
  [
    'addFaultMeasure',
    ['input.likelyFault', 'input.prevention', 'input.remedy', 'input.removal'],
    { input: { likelyFault: '', prevention: '', remedy: '', removal: '' } },
  ],
  [
    'registerMachineRoom',
    ['input.name', 'input.responsibleId', 'input.temperatureHigh', 'input.humidityHigh'],
    { input: { name: '', responsibleId: 'x', temperatureLow: 20, temperatureHigh: 10, humidityHigh: 101 } },
  ],
  [
    'recordRoomCheck',
    ['input.period', 'input.temperature', 'input.humidity'],
    { input: { period: 'x', temperature: 200, humidity: -1, fireEquipmentReady: true, safe: true, clean: true } },
  ],
  ['addSensor', ['name'], { name: '' }],
  [
    'recordReadings',
    ['readings.0.sensor', 'readings.1.value'],
    {
      readings: [
        { sensor: '', at: '2026-01-01T00:00:00Z', value: 1 },
        { sensor: 'x', at: '2026-01-01T00:00:00Z', value: 2000 },
      ],
    },
  ],
  ['recordReadings', ['readings'], { readings: [] }],
  [
    'addStaffMember',
    ['input.personId', 'input.post', 'input.joinedOn'],
    { input: { personId: 'x', post: '', joinedOn: 'x' } },
  ],
  ['addStaffMember', ['input.joinedOn'], { input: { personId: nobody, post: 'x', joinedOn: '2030-01-01' } }],
  ['endStaffMember', ['leftOn', 'reason'], { leftOn: 'x', reason: '' }],
  ['endStaffMember', ['leftOn'], { leftOn: '2001-01-01' }],
  [
    'recordQualification',
    ['input.personId', 'input.number', 'input.title', 'input.issuer', 'input.issuedOn', 'input.expiresOn'],
    {
      input: {
        personId: 'x',
        number: '',
        title: '',
        issuer: '',
        recognisedByProvince: true,
        issuedOn: 'x',
        expiresOn: 'x',
      },
    },
  ],
  ['revokeQualification', ['reason'], { reason: '' }],
  [
    'assignShift',
    ['input.operatorId', 'input.station', 'input.endsAt'],
    { input: { operatorId: 'x', station: '', startsAt: '2026-04-01T00:00:00Z', endsAt: '2026-04-03T00:00:00Z' } },
  ],
  [
    'assignShift',
    ['input.endsAt'],
    { input: { operatorId: nobody, station: 'x', startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-01-01T08:00:00Z' } },
  ],
  ['cancelShift', ['reason'], { reason: long }],
  ['writeWorkLog', ['input.text', 'input.keptProcedures'], { input: { text: '', keptProcedures: false } }],
  ['correctWorkLog', ['input.text', 'reason'], { input: { text: '', keptProcedures: true }, reason: '' }],
  [
    'draftTrainingPlan',
    ['input.year', 'input.title', 'input.content', 'input.sessions', 'input.sessions.0.hours'],
    {
      input: {
        year: 1,
        title: '',
        content: '',
        sessions: [{ title: 'x', organiser: 'x', level: 'COUNTY', hours: 0, plannedOn: '2026-01-01' }],
      },
    },
  ],
  ['concludeTrainingPlan', ['conclusion'], { conclusion: '' }],
  ['holdTraining', ['input.heldOn', 'input.attendances'], { input: { heldOn: 'x', attendances: [] } }],
  [
    'addTraining',
    ['input.attendances.0.hours', 'input.heldOn'],
    {
      input: {
        title: 'x',
        organiser: 'x',
        level: 'COUNTY',
        hours: 8,
        heldOn: '2030-01-01',
        attendances: [{ personId: nobody, hours: 9 }],
      },
    },
  ],
  ['cancelTraining', ['reason'], { reason: '' }],
  ['correctTrainingHours', ['hours', 'reason'], { hours: 0, reason: '' }],
  ['correctTrainingHours', ['hours'], { hours: 21 }],
];
