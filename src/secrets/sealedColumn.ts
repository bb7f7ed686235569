/**
 * For a migration: where the rows of a SealedEntity keep what is sealed. Columns that every row had to have are empty in
 * sealed rows, so they are named here; that no sealed field stands in plain text the core's constraint holds.
 */
export const sealedColumn = (table: string, ...required: readonly string[]): string =>
  `alter table ${[`${table} add column sealed text collate "C"`, ...required.map((column) => `alter column ${column} drop not null`)].join(', ')};`;
