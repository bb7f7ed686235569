import { describe, expect, it } from 'vitest';
import { reportsInFile } from './reportsInFile.js';
import { SeenCells } from './seenCells.js';
import type { Placed } from './valueFile.js';

const value = (orgUnit: string, dataElement: string, place: number, period = '202601'): Placed => ({
  orgUnit,
  dataElement,
  period,
  categoryOptionCombo: 'o',
  value: '1',
  place,
  line: place,
  given: [],
});

async function* parts(values: readonly Placed[]) {
  for (let at = 0; at < values.length; at += 3) yield values.slice(at, at + 3);
}

const seen = () => new SeenCells(new Set(['a', 'b']), ['x.o', 'y.o', 'z.o']);

const told = async (values: readonly Placed[], stretch: number) =>
  (await Array.fromAsync(reportsInFile(parts(values), stretch, seen()))).map((group) =>
    group.map(({ orgUnit, dataElement, fault }) => `${orgUnit}${dataElement}${fault ? '!' : ''}`).join(' '),
  );

describe('P11.A02 the reports of a file', () => {
  it('P11.A02 are put together, the last one over the end of a stretch', async () => {
    const values = ['ax', 'bx', 'ay', 'bz', 'by', 'az'].map(([unit, element], i) => value(unit!, element!, i));
    expect(await told(values, 100)).toEqual(['ax ay az', 'bx bz by']);
    expect(await told(values, 4)).toEqual(['ax ay', 'bx bz by', 'az']);
    const apart = ['ax', 'ay', 'az', 'bx', 'by', 'bz'].map(([unit, element], i) => value(unit!, element!, i));
    expect(await told(apart, 4)).toEqual(['ax ay az', 'bx by bz']);
  });

  it('P11.A02 do not take a value for two places of a file that is read in stretches', async () => {
    const values = ['ax', 'bx', 'ay', 'by', 'ax', 'az', 'cx', 'cx'].map(([unit, element], i) =>
      value(unit!, element!, i),
    );
    expect(await told(values, 4)).toEqual(['ax ay', 'bx by', 'ax! az', 'cx cx']);
  });

  it('P11.A02 of millions of values each place is known again', () => {
    const units = new Set(Array.from({ length: 300 }, (_, i) => `u${i}`));
    const cells = Array.from({ length: 100 }, (_, i) => `e${i}.o`);
    const many = new SeenCells(units, cells);
    const all = function* () {
      for (const unit of units)
        for (const cell of cells)
          for (const month of ['01', '02']) yield value(unit, cell.slice(0, -2), 0, `2026${month}`);
    };
    for (const one of all()) {
      if (many.has(one)) throw new Error('known before it came');
      many.add(one);
    }
    for (const one of all()) if (!many.has(one)) throw new Error('forgotten');
    expect(many.has(value('u1', 'e1', 0, '202603'))).toBe(false);
  });
});
