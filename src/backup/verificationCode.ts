import { createHash } from 'node:crypto';
import { type Manifest, rowsPath } from './manifest.js';

/**
 * What somebody copies by hand from the terminal at which a backup was restored to the register where its copies stand:
 * it is made of the sums of all rows, so that only a database with the same rows has it. Twenty hexadecimal digits in fives.
 */
export function verificationCode({ moment, tables }: Pick<Manifest, 'moment' | 'tables'>): string {
  const lines = tables.map((table) => `${rowsPath(table)} ${table.rows} ${table.sha256}`).sort();
  const digest = createHash('sha256').update(['zhidu restored 1', moment, ...lines].join('\n'));
  return digest
    .digest('hex')
    .slice(0, 20)
    .toUpperCase()
    .replaceAll(/(.{5})(?=.)/g, '$1-');
}
