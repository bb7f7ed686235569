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

/** Each root field of the module as it is called with input that is right. */
export const operations: Record<string, Operation> = {
  itAsset: async () => ['query($id: ID!) { itAsset(id: $id) { id } }', { id: randomUUID() }],
  itAssets: async () => ['{ itAssets { totalCount } }'],
  maintenancePlan: async () => ['query($id: ID!) { maintenancePlan(id: $id) { id } }', { id: randomUUID() }],
  maintenancePlans: async () => ['{ maintenancePlans { totalCount } }'],
  maintenanceRecord: async () => ['query($id: ID!) { maintenanceRecord(id: $id) { id } }', { id: randomUUID() }],
  maintenanceRecords: async () => ['{ maintenanceRecords { totalCount } }'],
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
