import { deathFilingTerm, filingDuties, filingTerm } from './filing.duties.js';
import { filing as migration } from './filing.migration.js';
import { FilingResolver } from './filing.resolver.js';
import { MedicalRecord } from './medicalRecord.entity.js';

/** What the filing of medical records adds to the manifest. */
export const filing = {
  entities: [MedicalRecord],
  reads: [MedicalRecord],
  resolvers: [FilingResolver],
  duties: filingDuties,
  interpretations: [filingTerm, deathFilingTerm],
  migrations: [migration],
};
