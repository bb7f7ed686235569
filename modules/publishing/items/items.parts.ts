import { ItemVersionResolver, PortalItemResolver } from './item.resolver.js';
import { completeEmergency, emergencyTerm, nextDay, submissionDuties, textFile } from './items.duties.js';
import { itemFiles } from './items.files.js';
import { itemMigrations } from './items.migrations.js';
import { publicationSweep } from './items.sweep.js';
import { ItemVersion } from './itemVersion.entity.js';
import { LatenessResolver } from './lateness.js';
import { PortalItem } from './portalItem.entity.js';
import { reviewItem } from './review.approval.js';

/** What the manifest takes of items and their versions. */
export const items = {
  entities: [PortalItem, ItemVersion],
  reads: [PortalItem, ItemVersion],
  resolvers: [PortalItemResolver, ItemVersionResolver, LatenessResolver],
  approvals: [reviewItem],
  duties: [...submissionDuties, completeEmergency],
  interpretations: [emergencyTerm, nextDay, textFile],
  attachments: [itemFiles],
  migrations: itemMigrations,
  sweeps: [publicationSweep],
};
