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
