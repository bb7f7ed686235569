import { type DemoState, demoStates } from '../access/founding.js';

export const formatName = 'zhidu-backup';
export const formatVersion = 1;
export const manifestPath = 'manifest.json';

/** What a part held when it was written: bytes before compression, and their SHA-256, hexadecimal. */
export interface Measured {
  bytes: number;
  sha256: string;
}

/** Rows of one table, in PostgreSQL's text format of COPY below a line with the columns. */
export interface TablePart extends Measured {
  schema: string;
  table: string;
  columns: string[];
  rows: number;
}

export interface SequenceValue {
  schema: string;
  name: string;
  /** A bigint. */
  value: string;
  isCalled: boolean;
}

export interface AppliedMigration {
  module: string;
  name: string;
  checksum: string;
}

/** Says what a backup holds; its last part. */
export interface Manifest {
  format: typeof formatName;
  formatVersion: number;
  /** Version of the Zhidu that made it. */
  product: string;
  /** The moment whose state it holds. */
  moment: string;
  postgres: string;
  demo: DemoState;
  migrations: AppliedMigration[];
  tables: TablePart[];
  sequences: SequenceValue[];
  /** Content of stored files by their ids, of attachments as it is sealed; null where it was left out on demand. */
  files: (Measured & { id: string; folder?: 'attachments' })[] | null;
}

export const rowsPath = ({ schema, table }: Pick<TablePart, 'schema' | 'table'>): string =>
  `rows/${schema}/${table}.tsv`;

export const contentPath = (id: string): string => `files/${id}`;

export const modulesOf = ({ migrations }: Pick<Manifest, 'migrations'>): string[] => [
  ...new Set(migrations.map(({ module }) => module)),
];

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const matches = (pattern: RegExp): Check => {
  return (value) => typeof value === 'string' && pattern.test(value);
};
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const listOf = (check: Check): Check => {
  return (value) => Array.isArray(value) && value.every(check);
};
const shape = (checks: Record<string, Check>): Check => {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(checks).every(([key, check]) => check((value as Record<string, unknown>)[key]));
};

/** Of schemas, tables, columns and modules: no part of a path, and nothing that a terminal would obey. */
const name = matches(/^[^\p{C}/\\.:]{1,63}$/u);
const label = matches(/^[^\p{C}]{1,200}$/u);
const sum = matches(/^[0-9a-f]{64}$/);
const uuid = matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const folder: Check = (value) => value === undefined || value === 'attachments';
const measured = { bytes: count, sha256: sum };

const checks: Record<string, Check> = {
  format: (value) => value === formatName,
  formatVersion: count,
  product: label,
  moment: (value) => text(value) && !Number.isNaN(Date.parse(value as string)),
  postgres: label,
  demo: (value) => demoStates.includes(value as DemoState),
  migrations: listOf(shape({ module: name, name: label, checksum: sum })),
  tables: listOf(shape({ schema: name, table: name, columns: listOf(name), rows: count, ...measured })),
  sequences: listOf(shape({ schema: name, name, value: matches(/^-?\d{1,19}$/), isCalled: flag })),
  files: (value) => value === null || listOf(shape({ id: uuid, folder, ...measured }))(value),
};

/** The manifest, or the reason why it is none. Of a later format only the beginning is understood. */
export function readManifest(bytes: Buffer): Manifest | string {
  let found: Partial<Manifest>;
  try {
    found = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return 'it is no JSON';
  }
  if (found?.format !== formatName) return 'it is not that of a Zhidu backup';
  if (found.formatVersion !== formatVersion) {
    const by = label(found.product) ? `Zhidu ${found.product}` : 'another Zhidu';
    return `its format ${Number(found.formatVersion)} is unknown here: it was made by ${by}; use that version`;
  }
  const wrong = Object.entries(checks).find(([key, check]) => !check(found[key as keyof Manifest]));
  if (wrong) return `"${wrong[0]}" is missing or not what it should be`;
  return found as Manifest;
}
