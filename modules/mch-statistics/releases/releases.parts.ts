import { ReleaseDraft } from './releaseDraft.entity.js';
import { approveRelease } from './releases.approval.js';
import { smallCounts, smallRests } from './releases.interpretations.js';
import { releaseTables } from './releases.migration.js';
import { ReleaseResolver } from './releases.resolver.js';

/** What public releases add to the manifest. */
export const releaseParts = {
  entities: [ReleaseDraft],
  reads: [ReleaseDraft],
  resolvers: [ReleaseResolver],
  approvals: [approveRelease],
  interpretations: [smallCounts, smallRests],
  migrations: [releaseTables],
};
