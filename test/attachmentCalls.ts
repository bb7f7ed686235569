import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';
import { people } from './peopleTable.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

const attach = 'mutation($input: AttachInput!) { attach(input: $input) { id } }';

/** The root fields about attachments, called by somebody; of mutations, on what never existed. */
export const attachmentCalls: Record<string, (who: string, file: LabelledCustomer) => Promise<Asked>> = {
  attachment: async () => ['query($id: ID!) { attachment(id: $id) { id } }', { id: randomUUID() }],
  attachments: async () => ['{ attachments { totalCount } }'],
  attach: async (who, { formId }) => [
    attach,
    // The head of a unit attaches files to what the unit publishes, and to nothing else.
    {
      input: {
        type: who === people.uni ? 'ItemVersion' : 'FeedbackForm',
        recordId: who === people.uni ? randomUUID() : formId,
        file: randomUUID(),
      },
    },
  ],
  downloadLink: async () => ['mutation($id: ID!) { downloadLink(id: $id) { path } }', { id: randomUUID() }],
  removeAttachment: async () => ['mutation($id: ID!) { removeAttachment(id: $id, version: 1) }', { id: randomUUID() }],
};

/** Who may call them: customer service for customers, and whoever reports feedback for its forms alone. */
export const attachmentRows = `
attachment           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
attachments          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
attach               --  no  no  no  no  nf  nf  nf  nf  nf  nf  nf  no
downloadLink         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
removeAttachment     --  no  no  no  no  nf  nf  nf  nf  nf  nf  nf  no`;

/** What they refuse. */
export const badInputsOfAttachments = (): Bad[] => [
  ['attach', 'customer-service-manager', attach, { input: { type: '', recordId: 'x', file: 'x' } }],
  [
    'attach',
    'customer-service-manager',
    attach,
    { input: { type: 'Person', recordId: randomUUID(), file: randomUUID() } },
  ],
  ['attach', 'reader', attach, { input: { type: 'Customer', recordId: randomUUID(), file: randomUUID() } }],
  ['downloadLink', 'reader', 'mutation { downloadLink(id: "x") { path } }'],
  ['removeAttachment', 'customer-service-manager', 'mutation { removeAttachment(id: "x", version: 1) }'],
  ['removeAttachment', 'reader', 'mutation { removeAttachment(id: "x", version: 1) }'],
];

/** How each action on an attachment is really tried. */
export function attachmentAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  /** As the database holds it; what lies in the data directory has no part in who may. */
  const inserted = async ({ id }: LabelledCustomer): Promise<string> => {
    const attachment = randomUUID();
    await opened().owner(
      `insert into attachments.attachment (id, created_at, updated_at, label, record_type, record_id, name, media_type, size, checksum, sealed_checksum, attached_by_id)
       values ($1, now(), now(), 'PUBLIC', 'Customer', $2, 'x.txt', 'text/plain', 1, 'x', 'x', $3)`,
      [attachment, id, await opened().personId('administrator')],
    );
    return attachment;
  };
  return {
    'Attachment downloadLink': {
      type: 'Attachment',
      document: 'mutation($id: ID!) { downloadLink(id: $id) { path } }',
      record: inserted,
    },
    'Attachment removeAttachment': {
      type: 'Attachment',
      document: 'mutation($id: ID!) { removeAttachment(id: $id, version: 1) }',
      record: inserted,
    },
  };
}
