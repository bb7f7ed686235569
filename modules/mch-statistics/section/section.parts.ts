import { undertakeSecrecy } from './section.duties.js';
import { section as migration } from './section.migration.js';
import { SectionResolver } from './section.resolver.js';
import { SecrecyUndertaking, SectionTask } from './sectionTask.entity.js';

/** What the section's own order adds to the manifest. */
export const sectionParts = {
  entities: [SectionTask, SecrecyUndertaking],
  reads: [SectionTask, SecrecyUndertaking],
  resolvers: [SectionResolver],
  duties: [undertakeSecrecy],
  migrations: [migration],
};
