import type { Message } from '../languages/message.js';
import type { EntityClass, Module } from '../module.js';

/** A kind of thing that people hold in a module, and that they hand over when they move or leave (移交). */
export interface HandoverLine {
  /** Unique among all modules, for example keptCustomerFiles. */
  name: string;
  title: Message;
  entity: EntityClass;
  /** The to-one property that points to whoever holds it. */
  holder: string;
  /** The property that says which one it is; without, its kind says enough. */
  titled?: string;
  /** SQL about the row r that is held; without, all are. `now` stands for the moment. */
  open?: string;
  /** How somebody settles it who cannot pass it on, for example with returnFile; without, it passes to a successor. */
  settledBy?: Message;
}

/** What a module says of handovers. */
export interface HandoverDefinition {
  /** The clause by which things are handed over; the first one that a module names holds for all. */
  clause?: string;
  lines: readonly HandoverLine[];
  /** Roles of the module that are heads of a department and sign, beside UNIT_HEAD and GENERAL_MANAGER. */
  heads?: readonly string[];
  /** Roles that may ask to take over what nobody else may know of, of somebody who was shut out. */
  takers?: readonly string[];
  /** Nobody gives up a role of the module, or leaves who had one, without a signed handover. */
  rolesHandOver?: boolean;
}

export const linesOf = (modules: readonly Module[]): HandoverLine[] =>
  modules.flatMap(({ handover }) => handover?.lines ?? []);

export const clauseOf = (modules: readonly Module[]): string | undefined =>
  modules.map(({ handover }) => handover?.clause).find((clause) => clause !== undefined);

export const headsOf = (modules: readonly Module[]): string[] => [
  'UNIT_HEAD',
  'GENERAL_MANAGER',
  ...modules.flatMap(({ handover }) => handover?.heads ?? []),
];

export const takersOf = (modules: readonly Module[]): string[] =>
  modules.flatMap(({ handover }) => handover?.takers ?? []);

export const rolesThatHandOver = (modules: readonly Module[]): string[] =>
  modules.flatMap(({ handover, roles }) => (handover?.rolesHandOver ? Object.keys(roles ?? {}) : []));
