import { screeningMigration } from './screening.migration.js';
import { VersionScreeningResolver } from './screening.resolver.js';
import { VersionScreening } from './versionScreening.entity.js';

/** What the manifest takes of screening. */
export const screening = {
  entities: [VersionScreening],
  reads: [VersionScreening],
  resolvers: [VersionScreeningResolver],
  migrations: [screeningMigration],
};
