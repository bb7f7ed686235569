import type { Permissions } from '../module.js';
import { type Archive, labelsOf, ruling } from '../records/records.permissions.js';

export function secretsPermissionsOf(archives: readonly Archive[]): Permissions {
  const { read, may } = ruling(archives);
  const writes = may('keep', 'content');
  return {
    calls: { Mutation: { writeContent: writes, reviseContent: writes } },
    records: {
      writeContent: { type: 'ArchiveFile', does: 'extend' },
      reviseContent: { type: 'RecordContent', does: 'update' },
    },
    rows: { RecordContent: { read, insert: writes, update: writes, labels: labelsOf(archives) } },
  };
}
