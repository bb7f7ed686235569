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

/** The same of what hangs on a customer. */
export const sealedRelations: Migration = {
  name: '0051-sealed-relations',
  up: `
${sealedColumn('customers.file_entry', 'subject')}
${sealedColumn('customers.annual_report', 'summary')}
${sealedColumn('customers.first_contact', 'company_name')}
${sealedColumn('customers.planned_visit', 'occasion')}
${sealedColumn('customers.file_violation', 'description')}
${sealedColumn('customers.disclosure', 'recipient', 'taken_by', 'content', 'purpose', 'means')}
${sealedColumn('customers.complaint', 'complainant', 'report')}
-- What these say of sealed columns they say below SECRET.
alter table customers.file_violation drop constraint file_violation_check,
  add constraint decided check (label >= 'SECRET' or (decision is null) = (decided_at is null));
alter table customers.complaint drop constraint complaint_check,
  add constraint quality_names_product check (kind = 'SERVICE'
    or ((product is not null or label >= 'SECRET') and assisting_department_id is not null));
`,
};
