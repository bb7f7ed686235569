import { DataElementWording, DataSetEdition, DataSetLine } from './dataSetEdition.entity.js';
import { editions as migration } from './editions.migration.js';
import { EditionResolver } from './editions.resolver.js';
import { withdrawing } from './withdrawing.migration.js';

/** What editions of forms add to the manifest. */
export const editionParts = {
  entities: [DataSetEdition, DataSetLine, DataElementWording],
  resolvers: [EditionResolver],
  migrations: [migration, withdrawing],
};
