import { periodNamed } from '../forms/period.js';
import type { ExchangedValue } from './dataValueSets.js';

/** Places of reports that a file has given, ten bytes or so for each: a place counts once, also in a file of millions. */
export class SeenCells {
  private readonly reports = new Map<string, number>();
  private readonly cells: ReadonlyMap<string, number>;
  /** Open addressing; 0 is free. */
  private table = new Float64Array(1 << 16);
  private size = 0;

  /** What is no unit and no line of the form is refused anyway, however often it comes. */
  constructor(
    private readonly units: { has(uid: string): boolean },
    cells: readonly string[],
  ) {
    this.cells = new Map(cells.map((cell, i) => [cell, i]));
  }

  has(value: ExchangedValue): boolean {
    const key = this.keyOf(value);
    return key !== undefined && this.table[this.placeOf(key)] === key;
  }

  add(value: ExchangedValue): void {
    const key = this.keyOf(value);
    if (key === undefined) return;
    const place = this.placeOf(key);
    if (this.table[place] === key) return;
    this.table[place] = key;
    this.size += 1;
    if (this.size * 2 > this.table.length) this.grow();
  }

  private keyOf({ orgUnit, period, dataElement, categoryOptionCombo }: ExchangedValue): number | undefined {
    const cell = this.cells.get(`${dataElement}.${categoryOptionCombo}`);
    if (cell === undefined || !this.units.has(orgUnit) || !periodNamed(period)) return undefined;
    const name = `${orgUnit} ${period}`;
    const report = this.reports.get(name) ?? this.reports.size;
    this.reports.set(name, report);
    return report * this.cells.size + cell + 1;
  }

  private placeOf(key: number): number {
    const mask = this.table.length - 1;
    let place = Math.imul(key ^ (key / 2 ** 32), 0x9e3779b1) & mask;
    while (this.table[place] !== 0 && this.table[place] !== key) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const keys = this.table.filter((key) => key !== 0);
    this.table = new Float64Array(this.table.length * 2);
    for (const key of keys) this.table[this.placeOf(key)] = key;
  }
}
