import { Qualification } from './qualification.entity.js';
import { coverShift, renewQualification } from './qualifications.duties.js';
import { QualificationsResolver } from './qualifications.resolver.js';

/** What certificates add to the manifest; their table is made with that of shifts, which they cover. */
export const certificates = {
  entities: [Qualification],
  reads: [Qualification],
  resolvers: [QualificationsResolver],
  duties: [renewQualification, coverShift],
};
