import type { Core } from '../context.js';
import type { Database } from '../database/database.js';
import type { Module } from '../module.js';

/** What comes due by time alone: looked for every some seconds, on every instance, while its module is on. */
export interface Sweep {
  /** What it looks for, for the log, for example expired uploads. */
  name: string;
  /** Finds by rows what is due, so that nothing is lost while no server runs, and that two instances do it once. */
  run: (platform: { core: Core; database: Database }, now: Date) => Promise<unknown>;
}

export interface KnownSweep extends Sweep {
  module: string;
}

export const sweepsOf = (modules: readonly Module[]): KnownSweep[] =>
  modules.flatMap(({ name: module, sweeps = [] }) => sweeps.map((sweep) => ({ ...sweep, module })));
