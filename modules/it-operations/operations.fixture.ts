import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../test/harness.js';

export type Operation = (platform: TestPlatform) => Promise<[document: string, variables?: Record<string, unknown>]>;

/** A number that nothing has yet. */
export const fresh = (): string => `T-${randomUUID().slice(0, 13)}`;

/** Signed in anew: a clock that a test puts forward ends sessions. */
export const ask = async (platform: TestPlatform, who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );

const made = async (
  platform: TestPlatform,
  who: string,
  document: string,
  variables: Record<string, unknown>,
): Promise<{ id: string; version: number }> => {
  const { data, errors } = await ask(platform, who, document, variables);
  if (errors.length > 0) throw new Error(`${document}: ${JSON.stringify(errors)}`);
  return Object.values(data)[0] as { id: string; version: number };
};

const registerAsset = 'mutation($input: RegisterAssetInput!) { registerAsset(input: $input) { id version } }';
const planMaintenance =
  'mutation($assetId: ID!, $input: PlanMaintenanceInput!) { planMaintenance(assetId: $assetId, input: $input) { id version } }';

const assetInput = async (platform: TestPlatform) => ({
  number: fresh(),
  name: '交换机',
  kind: 'HARDWARE',
  responsibleId: await platform.personId('it-operator'),
  inUseSince: '2025-01-01',
});

export const anAsset = async (platform: TestPlatform, more: object = {}) =>
  made(platform, 'it-head', registerAsset, { input: { ...(await assetInput(platform)), ...more } });

const planInput = { title: '月检', interval: 'MONTH', checklist: ['电源', '风扇'] };

export const aPlan = async (platform: TestPlatform, input: object = planInput) =>
  made(platform, 'it-head', planMaintenance, { assetId: (await anAsset(platform)).id, input });

const versioned = (name: string, args: string, given: string) =>
  `mutation($id: ID!, $version: Int!, ${args}) { ${name}(id: $id, version: $version, ${given}) { id version } }`;

const reportFault = 'mutation($input: ReportFaultInput!) { reportFault(input: $input) { id version } }';
const takeFault =
  'mutation($id: ID!, $version: Int!, $assetId: ID, $stopsService: Boolean) { takeFault(id: $id, version: $version, assetId: $assetId, stopsService: $stopsService) { id version } }';
const restoreFault = versioned('restoreFault', '$input: RestoreFaultInput!', 'input: $input');
const closeFault = versioned(
  'closeFault',
  '$cause: String!, $prevention: String!',
  'cause: $cause, prevention: $prevention',
);

export const aFault = (platform: TestPlatform, more: object = {}) =>
  made(platform, 'it-operator', reportFault, { input: { severity: 'MAJOR', description: '无法登录', ...more } });

const removal = { remedy: '改用备机', removal: '更换电源' };

export const restoredFault = async (platform: TestPlatform, who = 'it-operator') => {
  const taken = await made(platform, who, takeFault, { ...(await aFault(platform)) });
  return made(platform, who, restoreFault, { ...taken, input: removal });
};

const registerMachineRoom = 'mutation($input: MachineRoomInput!) { registerMachineRoom(input: $input) { id version } }';
const roomInput = async (platform: TestPlatform) => ({
  name: fresh(),
  responsibleId: await platform.personId('it-operator'),
});

export const aRoom = async (platform: TestPlatform, more: object = {}) =>
  made(platform, 'it-head', registerMachineRoom, { input: { ...(await roomInput(platform)), ...more } });

const addSensor =
  'mutation($roomId: ID!, $name: String!, $quantity: RoomQuantity!) { addSensor(roomId: $roomId, name: $name, quantity: $quantity) { id version } }';

/** Answers its name. */
export const aSensor = async (platform: TestPlatform, quantity = 'TEMPERATURE', room?: { id: string }) => {
  const name = fresh();
  await made(platform, 'it-head', addSensor, { roomId: (room ?? (await aRoom(platform))).id, name, quantity });
  return name;
};

export const machineToken = async (platform: TestPlatform, expiresAt: Date, name = 'room probes'): Promise<string> => {
  const { data, errors } = await ask(
    platform,
    'administrator',
    'mutation($input: CreateMachineTokenInput!) { createMachineToken(input: $input) { token } }',
    { input: { name, call: 'recordReadings', expiresAt } },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.createMachineToken.token;
};

const addStaffMember = 'mutation($input: AddStaffMemberInput!) { addStaffMember(input: $input) { id version } }';
const recordQualification =
  'mutation($input: RecordQualificationInput!) { recordQualification(input: $input) { id version } }';
const assignShift = 'mutation($input: AssignShiftInput!) { assignShift(input: $input) { id version } }';

/** Somebody new with the role of an operator. */
export const aPerson = async (platform: TestPlatform): Promise<{ id: string; name: string }> => {
  const name = fresh().toLowerCase();
  const id = randomUUID();
  await platform.owner(
    `insert into access.person (id, created_at, updated_at, name, display_name, clearance)
     values ($1, now(), now(), $2, $2, 'INTERNAL')`,
    [id, name],
  );
  await platform.owner(
    `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
     select gen_random_uuid(), now(), now(), $1, 'IT_OPERATOR', d.id, '2020-01-01' from access.department d where d.name = '信息科'`,
    [id],
  );
  return { id, name };
};

export const aMember = async (platform: TestPlatform, joinedOn = '2025-01-01') => {
  const person = await aPerson(platform);
  const member = await made(platform, 'it-head', addStaffMember, {
    input: { personId: person.id, post: '系统管理', joinedOn },
  });
  return { person, member };
};

const qualificationInput = (personId: string) => ({
  personId,
  number: fresh(),
  title: '信息系统管理',
  issuer: '省信息管理部门',
  recognisedByProvince: true,
  issuedOn: '2025-01-01',
  expiresOn: '2027-12-31',
});

export const aQualification = (platform: TestPlatform, personId: string, more: object = {}) =>
  made(platform, 'it-head', recordQualification, { input: { ...qualificationInput(personId), ...more } });

/** Of the staff, with a certificate. */
export const anOperator = async (platform: TestPlatform, more: object = {}) => {
  const { person } = await aMember(platform);
  return { person, certificate: await aQualification(platform, person.id, more) };
};

const times = { startsAt: '2026-04-01T00:00:00.000Z', endsAt: '2026-04-01T08:00:00.000Z' };

export const aShift = (platform: TestPlatform, operatorId: string, more: object = {}) =>
  made(platform, 'it-head', assignShift, { input: { operatorId, station: '中心机房', ...times, ...more } });

const writeWorkLog =
  'mutation($shiftId: ID!, $input: WorkLogInput!) { writeWorkLog(shiftId: $shiftId, input: $input) { id version } }';
const draftTrainingPlan =
  'mutation($input: DraftTrainingPlanInput!) { draftTrainingPlan(input: $input) { id version } }';

const planOf = (year: number) => ({
  year,
  title: `${year} 年培训计划`,
  content: '网络安全、数据库',
  sessions: [{ title: '网络安全', organiser: '旗信息中心', level: 'COUNTY', hours: 30, plannedOn: `${year}-05-10` }],
});

/** A plan that is approved, with its training; one for each year. */
export const approvedPlan = async (platform: TestPlatform, year: number) => {
  const drafted = await made(platform, 'it-head', draftTrainingPlan, { input: planOf(year) });
  const { data } = await ask(
    platform,
    'general-manager',
    '{ approvalInbox(first: 50) { nodes { id request { recordId } } } }',
  );
  const task = data.approvalInbox.nodes.find(
    ({ request }: { request: { recordId: string } }) => request.recordId === drafted.id,
  );
  const decide = 'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }) { id version } }';
  await made(platform, 'general-manager', decide, { id: task.id });
  const read = await ask(
    platform,
    'it-head',
    'query($id: ID!) { trainingPlan(id: $id) { id version approvedAt sessions { nodes { id version } } } }',
    { id: drafted.id },
  );
  const { sessions, ...plan } = read.data.trainingPlan;
  return { plan, session: sessions.nodes[0] as { id: string; version: number } };
};

const addTraining =
  'mutation($input: AddTrainingInput!) { addTraining(input: $input) { id version attendances { nodes { id version } } } }';

export const trainingInput = (personId: string, more: object = {}) => ({
  title: `网络安全 ${fresh()}`,
  organiser: '旗信息中心',
  level: 'COUNTY',
  hours: 20,
  heldOn: '2026-02-10',
  attendances: [{ personId, hours: 20 }],
  ...more,
});

interface Training {
  id: string;
  version: number;
  attendances: { nodes: { id: string; version: number }[] };
}

export const aTraining = async (platform: TestPlatform, input: object) =>
  (await made(platform, 'it-head', addTraining, { input })) as Training;

let year = 2050;
const nextYear = () => {
  year += 1;
  return year;
};

const one =
  (type: string): Operation =>
  async () => [`query($id: ID!) { ${type}(id: $id) { id } }`, { id: randomUUID() }];
const many =
  (list: string): Operation =>
  async () => [`{ ${list} { totalCount } }`];

/** Each root field of the module as it is called with input that is right. */
export const operations: Record<string, Operation> = {
  itAsset: one('itAsset'),
  itAssets: many('itAssets'),
  maintenancePlan: one('maintenancePlan'),
  maintenancePlans: many('maintenancePlans'),
  maintenanceRecord: one('maintenanceRecord'),
  maintenanceRecords: many('maintenanceRecords'),
  itFault: one('itFault'),
  itFaults: many('itFaults'),
  faultMeasure: one('faultMeasure'),
  faultMeasures: many('faultMeasures'),
  reliability: async () => [
    'query($from: String!, $to: String!) { reliability(from: $from, to: $to) { failures } }',
    { from: '2026-01-01', to: '2026-12-31' },
  ],
  reportFault: async () => [reportFault, { input: { severity: 'MINOR', description: '打印机卡纸' } }],
  takeFault: async (platform) => [takeFault, { ...(await aFault(platform)) }],
  restoreFault: async (platform) => [
    restoreFault,
    { ...(await made(platform, 'it-operator', takeFault, { ...(await aFault(platform)) })), input: removal },
  ],
  closeFault: async (platform) => [
    closeFault,
    { ...(await restoredFault(platform)), cause: '电源老化', prevention: '每三年更换' },
  ],
  addFaultMeasure: async (platform) => [
    'mutation($assetId: ID!, $input: FaultMeasureInput!) { addFaultMeasure(assetId: $assetId, input: $input) { id } }',
    {
      assetId: (await anAsset(platform)).id,
      input: { likelyFault: '断电', prevention: '双路供电', remedy: '不间断电源', removal: '报修' },
    },
  ],
  machineRoom: one('machineRoom'),
  machineRooms: many('machineRooms'),
  roomCheck: one('roomCheck'),
  roomChecks: many('roomChecks'),
  sensor: one('sensor'),
  sensors: many('sensors'),
  excursion: one('excursion'),
  excursions: many('excursions'),
  sensorSeries: async () => [
    'query($id: ID!, $from: DateTimeISO!, $until: DateTimeISO!) { sensorSeries(sensorId: $id, from: $from, until: $until) { readings } }',
    { id: randomUUID(), from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' },
  ],
  registerMachineRoom: async (platform) => [registerMachineRoom, { input: await roomInput(platform) }],
  recordRoomCheck: async (platform) => [
    'mutation($roomId: ID!, $input: RecordRoomCheckInput!) { recordRoomCheck(roomId: $roomId, input: $input) { id } }',
    { roomId: (await aRoom(platform)).id, input: { fireEquipmentReady: true, safe: true, clean: true } },
  ],
  addSensor: async (platform) => [
    addSensor,
    { roomId: (await aRoom(platform)).id, name: fresh(), quantity: 'HUMIDITY' },
  ],
  recordReadings: async (platform) => [
    'mutation($readings: [ReadingInput!]!) { recordReadings(readings: $readings) { accepted } }',
    { readings: [{ sensor: await aSensor(platform), at: '2026-03-09T01:00:00Z', value: 22 }] },
  ],
  staffMember: one('staffMember'),
  staffMembers: many('staffMembers'),
  teamStability: async () => ['{ teamStability(from: 2024, to: 2026) { year joined left } }'],
  addStaffMember: async (platform) => [
    addStaffMember,
    { input: { personId: (await aPerson(platform)).id, post: '系统管理', joinedOn: '2026-01-01' } },
  ],
  endStaffMember: async (platform) => [
    versioned('endStaffMember', '$leftOn: String!, $reason: String!', 'leftOn: $leftOn, reason: $reason'),
    { ...(await aMember(platform)).member, leftOn: '2026-03-01', reason: '调离' },
  ],
  qualification: one('qualification'),
  qualifications: many('qualifications'),
  recordQualification: async (platform) => [
    recordQualification,
    { input: qualificationInput((await aPerson(platform)).id) },
  ],
  revokeQualification: async (platform) => [
    versioned('revokeQualification', '$reason: String!', 'reason: $reason'),
    { ...(await anOperator(platform)).certificate, reason: '伪造' },
  ],
  shift: one('shift'),
  shifts: many('shifts'),
  workLogEntry: one('workLogEntry'),
  workLogEntries: many('workLogEntries'),
  assignShift: async (platform) => [
    assignShift,
    { input: { operatorId: (await anOperator(platform)).person.id, station: '机房', ...times } },
  ],
  reassignShift: async (platform) => [
    versioned('reassignShift', '$operatorId: ID!', 'operatorId: $operatorId'),
    {
      ...(await aShift(platform, (await anOperator(platform)).person.id)),
      operatorId: (await anOperator(platform)).person.id,
    },
  ],
  cancelShift: async (platform) => [
    versioned('cancelShift', '$reason: String!', 'reason: $reason'),
    { ...(await aShift(platform, (await anOperator(platform)).person.id)), reason: '停电' },
  ],
  // Of a shift of somebody else, for everybody; of the own it is told in shifts/shifts.test.ts.
  writeWorkLog: async (platform) => [
    writeWorkLog,
    {
      shiftId: (await aShift(platform, (await anOperator(platform)).person.id)).id,
      input: { text: '正常', keptProcedures: true },
    },
  ],
  correctWorkLog: async () => [
    'mutation($id: ID!, $input: WorkLogInput!, $reason: String!) { correctWorkLog(id: $id, input: $input, reason: $reason) { id } }',
    { id: randomUUID(), input: { text: '更正', keptProcedures: true }, reason: '笔误' },
  ],
  trainingPlan: one('trainingPlan'),
  trainingPlans: many('trainingPlans'),
  trainingSession: one('trainingSession'),
  trainingSessions: many('trainingSessions'),
  trainingAttendance: one('trainingAttendance'),
  trainingAttendances: many('trainingAttendances'),
  trainingStandings: async () => ['{ trainingStandings { name standing } }'],
  draftTrainingPlan: async () => [draftTrainingPlan, { input: planOf(nextYear()) }],
  concludeTrainingPlan: async (platform) => {
    const { plan, session } = await approvedPlan(platform, nextYear());
    await made(platform, 'it-head', versioned('cancelTraining', '$reason: String!', 'reason: $reason'), {
      ...session,
      reason: '改期',
    });
    return [
      versioned('concludeTrainingPlan', '$conclusion: String!', 'conclusion: $conclusion'),
      { ...plan, conclusion: '已完成' },
    ];
  },
  holdTraining: async (platform) => [
    versioned('holdTraining', '$input: HoldTrainingInput!', 'input: $input'),
    {
      ...(await approvedPlan(platform, nextYear())).session,
      input: { heldOn: '2026-03-01', attendances: [{ personId: await platform.personId('it-operator'), hours: 30 }] },
    },
  ],
  addTraining: async (platform) => [addTraining, { input: trainingInput(await platform.personId('it-operator')) }],
  cancelTraining: async (platform) => [
    versioned('cancelTraining', '$reason: String!', 'reason: $reason'),
    { ...(await approvedPlan(platform, nextYear())).session, reason: '改期' },
  ],
  correctTrainingHours: async (platform) => {
    const { attendances } = (await aTraining(
      platform,
      trainingInput(await platform.personId('it-operator')),
    )) as never as {
      attendances: { nodes: { id: string; version: number }[] };
    };
    return [
      versioned('correctTrainingHours', '$hours: Float!, $reason: String!', 'hours: $hours, reason: $reason'),
      { ...attendances.nodes[0]!, hours: 10, reason: '早退' },
    ];
  },
  registerAsset: async (platform) => [registerAsset, { input: await assetInput(platform) }],
  updateAsset: async (platform) => [
    'mutation($id: ID!, $version: Int!, $input: UpdateAssetInput!) { updateAsset(id: $id, version: $version, input: $input) { id } }',
    { ...(await anAsset(platform)), input: { location: '二楼机房' } },
  ],
  retireAsset: async (platform) => [
    'mutation($id: ID!, $version: Int!, $reason: String!) { retireAsset(id: $id, version: $version, reason: $reason) { id } }',
    { ...(await anAsset(platform)), reason: '报废' },
  ],
  planMaintenance: async (platform) => [planMaintenance, { assetId: (await anAsset(platform)).id, input: planInput }],
  endMaintenancePlan: async (platform) => [
    'mutation($id: ID!, $version: Int!, $reason: String!) { endMaintenancePlan(id: $id, version: $version, reason: $reason) { id } }',
    { ...(await aPlan(platform)), reason: '合并' },
  ],
  recordMaintenance: async (platform) => [
    'mutation($planId: ID!, $input: RecordMaintenanceInput!) { recordMaintenance(planId: $planId, input: $input) { id } }',
    { planId: (await aPlan(platform)).id, input: { checks: [{ passed: true }, { passed: true }] } },
  ],
};
