import type { Rows } from './reading.harness.js';

const time = '2024-05-06T07:08:09.123Z';
const base = { version: 1, createdAt: time, updatedAt: time };

export const ids = {
  house: '00000000-0000-4000-8000-0000000000a0',
  ann: '00000000-0000-4000-8000-0000000000b1',
  bob: '00000000-0000-4000-8000-0000000000b2',
  /** Hidden by row-level security. */
  hugo: '00000000-0000-4000-8000-0000000000b3',
  tales: '00000000-0000-4000-8000-0000000000c1',
  poems: '00000000-0000-4000-8000-0000000000c2',
  ghosts: '00000000-0000-4000-8000-0000000000c3',
  review: '00000000-0000-4000-8000-0000000000d1',
  hiddenReview: '00000000-0000-4000-8000-0000000000d2',
};

const book = { ...base, weight: 1.5, lent: false, genre: 'NOVEL', label: 'INTERNAL', tags: [] };

/** Three books: of Ann, of Bob whom Ann taught, and of Hugo who is hidden. */
export const fewRows: Rows = {
  Publisher: [{ ...base, id: ids.house, name: 'House', city: null }],
  Author: [
    {
      ...base,
      id: ids.ann,
      name: 'Ann',
      bornOn: '1970-01-31',
      publisher: ids.house,
      note: 'note of Ann',
      grade: 1,
      hidden: false,
    },
    { ...base, id: ids.bob, name: 'Bob', mentor: ids.ann, note: 'note of Bob', grade: 2, hidden: false },
    { ...base, id: ids.hugo, name: 'Hugo', grade: 3, publisher: ids.house, mentor: ids.ann, hidden: true },
  ],
  Book: [
    {
      ...book,
      id: ids.tales,
      title: 'Tales',
      pages: 300,
      price: 12.5,
      copies: '9007199254740993',
      printedAt: '2020-01-02T03:04:05.678Z',
      tags: ['old', 'blue'],
      author: ids.ann,
      editor: ids.bob,
      borrower: ids.bob,
      remarks: 'remark on Tales',
    },
    {
      ...book,
      id: ids.poems,
      title: 'Poems',
      genre: 'POETRY',
      label: 'SECRET',
      author: ids.bob,
      editor: ids.ann,
      borrower: ids.ann,
      remarks: 'remark on Poems',
    },
    { ...book, id: ids.ghosts, title: 'Ghosts', pages: 10, author: ids.hugo },
  ],
  Review: [
    { ...base, id: ids.review, stars: 5, body: 'good', book: ids.tales, hidden: false },
    { ...base, id: ids.hiddenReview, stars: 1, body: 'bad', book: ids.tales, hidden: true },
  ],
};

export const editor = { roles: new Set(['EDITOR']) };
export const keeper = { roles: new Set(['KEEPER']) };
export const ann = { personId: ids.ann };
