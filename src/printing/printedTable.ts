import type { Label } from '../access/labels.js';
import type { Context } from '../context.js';
import type { Message } from '../languages/message.js';
import type { EntityClass } from '../module.js';

/** A table as it goes out of the house, the same in every format (统一格式). */
export interface PrintedTable {
  title: string;
  /** What stands above the table: name and content, for example the number of the issue. */
  facts: readonly (readonly [name: string, content: string])[];
  columns: readonly string[];
  /** As many cells as there are columns. Numbers are set to the right. */
  rows: readonly (readonly (string | number | null)[])[];
  /** Below the table. */
  remarks?: readonly string[];
  /** When it was made; two prints of the same are equal to the byte. */
  madeAt: Date;
}

/** What is printed of one record. */
export interface Print {
  id: string;
  label: Label;
  compartments: string[];
  table: PrintedTable;
}

/** Records of an entity that can be printed: GET /prints/<name>/<key>.pdf, .xlsx and .csv. */
export interface PrintDefinition {
  /** In the address, for example reports. */
  name: string;
  title: Message;
  entity: EntityClass;
  /** What names a print in the address; an id unless given, for example a year where it is of many records. */
  key?: RegExp;
  /** Reads behind row-level security; undefined where the record is not visible. Throws where it may not go out. */
  print(context: Context, key: string): Promise<Print | undefined>;
}

export const definePrint = (definition: PrintDefinition): PrintDefinition => definition;
