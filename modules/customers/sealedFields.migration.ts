import type { Migration } from '../../src/module.js';
import { sealedColumn } from '../../src/secrets/sealedColumn.js';

/** P01.A22: from SECRET up what says more of a customer than the finding aid is sealed. */
export const sealedFields: Migration = {
  name: '0050-sealed-fields',
  up: `
${sealedColumn('customers.customer')}
alter table customers.customer add column credit_code_hash text collate "C";
-- As one_file_for_a_code does below SECRET.
create unique index one_file_for_a_sealed_code on customers.customer (credit_code_hash, label, compartments, keeper_id)
  nulls not distinct where credit_code_hash is not null;
${sealedColumn('customers.contact', 'name')}
`,
};
