import { copyDatabase, copyInterval, copyPlaces, verificationInterval, verifyCopy } from './copies.duties.js';
import { copies as migration } from './copies.migration.js';
import { CopyResolver } from './copies.resolver.js';
import { CopyVerification, DatabaseCopy } from './databaseCopy.entity.js';

/** What copies of database and programs add to the manifest. */
export const copies = {
  entities: [DatabaseCopy, CopyVerification],
  reads: [{ entity: DatabaseCopy, list: 'databaseCopies', one: 'databaseCopy' }],
  resolvers: [CopyResolver],
  duties: [copyDatabase, verifyCopy],
  interpretations: [copyPlaces, copyInterval, verificationInterval],
  migrations: [migration],
};
