import { and, nobody, or, type Rule, signedIn } from '../access/rules.js';
import { onlyTheRowTells } from '../duties/recordRules.js';
import type { Permissions } from '../module.js';
import { type AttachmentDefinition, takesChanges } from './attachmentDefinition.js';

const seesItsRecord = onlyTheRowTells(
  'seesItsRecord',
  (row) => `access."sees_attachments_attachment"(${row.column('recordType')}, ${row.column('recordId')})`,
);

const isOf = (type: string): Rule =>
  onlyTheRowTells(`isOf(${type})`, (row) => `${row.column('recordType')} = '${type}'`);

export function permissionsOf(definitions: readonly AttachmentDefinition[]): Permissions {
  const anyOf = (rules: readonly Rule[]): Rule => (rules.length > 0 ? or(...rules) : nobody);
  const attaches = anyOf(definitions.map(({ attach }) => attach));
  const attachesToIt = anyOf(
    definitions.map((definition) => {
      const rules = [isOf(definition.entity.name), definition.attach];
      return and(...rules, ...(definition.open ? [takesChanges(definition)] : []));
    }),
  );
  const written = and(seesItsRecord, attachesToIt);
  return {
    calls: {
      Query: { attachment: signedIn, attachments: signedIn },
      Mutation: { attach: attaches, downloadLink: signedIn, removeAttachment: attachesToIt },
    },
    records: {
      downloadLink: { type: 'Attachment' },
      removeAttachment: { type: 'Attachment', does: 'delete' },
    },
    rows: { Attachment: { read: seesItsRecord, knownTo: seesItsRecord, insert: written, delete: written } },
  };
}
