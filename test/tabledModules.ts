import { coreModules } from '../src/coreModules.js';

/**
 * Modules whose root fields stand in the tables of this folder. Each further module has a table in a test of its own,
 * which compares it with its root fields.
 */
export const tabledModules: readonly string[] = [...coreModules.map(({ name }) => name), 'customers', 'quality'];
