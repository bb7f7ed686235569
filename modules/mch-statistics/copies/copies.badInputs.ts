import type { BadInput } from '../badInputs.fixture.js';

/** What is wrong with each form of copies. */
export const copyBadInputs: BadInput[] = [
  [
    'registerDatabaseCopy',
    ['input.marking', 'input.place', 'input.medium', 'input.sum', 'input.content'],
    { input: { content: 'PROGRAMS', marking: '', place: ' ', medium: '', sum: 'x' } },
  ],
  [
    'registerDatabaseCopy',
    ['input.sum'],
    { input: { content: 'DATABASE', marking: 'x', place: 'x', medium: 'x', sum: 'f'.repeat(64) } },
  ],
  ['verifyDatabaseCopy', ['input.code'], { input: {} }],
  ['verifyDatabaseCopy', ['input.code'], { input: { code: 'f'.repeat(64) } }],
  ['retireDatabaseCopy', ['reason'], { reason: ' ' }],
];
