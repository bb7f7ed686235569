import type { TestPlatform } from '../../test/harness.js';
import { guidanceOperations } from './guidance/guidance.fixture.js';
import { monitoringOperations } from './monitoring/monitoring.fixture.js';
import { all, departmentId, one } from './roots.fixture.js';
import { ruleOperations } from './rules/rules.fixture.js';
import { done, fresh, type Made, type Operation } from './statistics.fixture.js';

export const records = 'mch-records';
export { departmentId };
export const wardHead = 'mch-ward-head';
export const head = 'mch-section-head';

export const sectionDocuments = {
  registerDischarges: 'mutation($discharges: [DischargeInput!]!) { registerDischarges(discharges: $discharges) }',
  fileMedicalRecords:
    'mutation($numbers: [String!]!) { fileMedicalRecords(numbers: $numbers) { filed late refused { number reason } } }',
  returnMedicalRecord:
    'mutation($id: ID!, $version: Int!, $reason: String!) { returnMedicalRecord(id: $id, version: $version, reason: $reason) { id version timesReturned } }',
  correctDischarge:
    'mutation($id: ID!, $version: Int!, $input: CorrectDischargeInput!, $reason: String!) { correctDischarge(id: $id, version: $version, input: $input, reason: $reason) { id version dueAt } }',
  voidMedicalRecord:
    'mutation($id: ID!, $version: Int!, $reason: String!) { voidMedicalRecord(id: $id, version: $version, reason: $reason) { id version } }',
};

export const discharge = async (platform: TestPlatform, more: object = {}) => ({
  number: `T-${fresh()}`,
  departmentId: await departmentId(platform),
  physicianId: await platform.personId('mch-physician'),
  dischargedOn: '2026-03-06',
  ...more,
});

/** Discharged and registered. */
export async function aRecord(
  platform: TestPlatform,
  more: object = {},
): Promise<Made & { number: string; department: string }> {
  const given = await discharge(platform, more);
  await done(platform, records, sectionDocuments.registerDischarges, { discharges: [given] });
  const [row] = await platform.owner<Made & Record<string, unknown>>(
    'select id, version from mch_statistics.medical_record where number = $1 and voided_at is null',
    [given.number],
  );
  return { ...row!, number: given.number, department: given.departmentId };
}

/** Each root field of the information section as it is called with input that is right. */
export const sectionOperations: Record<string, Operation> = {
  medicalRecord: one('medicalRecord'),
  medicalRecords: all('medicalRecords'),
  medicalRecordFiling: async () => ['{ medicalRecordFiling(from: "2026-03-01", to: "2026-03-31") { discharged } }'],
  overdueMedicalRecords: async () => ['{ overdueMedicalRecords { daysLate } }'],
  registerDischarges: async (platform) => [
    sectionDocuments.registerDischarges,
    { discharges: [await discharge(platform)] },
  ],
  fileMedicalRecords: async (platform) => [
    sectionDocuments.fileMedicalRecords,
    { numbers: [(await aRecord(platform)).number] },
  ],
  returnMedicalRecord: async (platform) => [
    sectionDocuments.returnMedicalRecord,
    { ...(await aRecord(platform)), reason: '缺出院小结' },
  ],
  correctDischarge: async (platform) => [
    sectionDocuments.correctDischarge,
    { ...(await aRecord(platform)), input: { dischargedOn: '2026-03-05' }, reason: '日期录错' },
  ],
  voidMedicalRecord: async (platform) => [
    sectionDocuments.voidMedicalRecord,
    { ...(await aRecord(platform)), reason: '重复登记' },
  ],
  ...monitoringOperations,
  ...guidanceOperations,
  ...ruleOperations,
};
