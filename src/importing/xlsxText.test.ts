import { expect, it } from 'vitest';
import { defaultTableLimits } from './tableLine.js';
import { StringItem } from './xlsxText.js';

it('of a text in many runs no more is kept than tells that it is too large', () => {
  const item = new StringItem(defaultTableLimits);
  item.begin();
  for (let run = 0; run < 100; run++) {
    item.open('t');
    item.text('x'.repeat(10_000));
    item.close('t');
  }
  expect(item.end()).toHaveLength(defaultTableLimits.maxCellBytes + 1);
});
