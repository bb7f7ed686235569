/** Places in a file that an import has taken, as the database keeps them: `{[0,400),[402,403)}`. */
export class Places {
  private readonly ranges: readonly (readonly [from: number, before: number])[];

  constructor(text = '{}') {
    this.ranges = [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, before]) => [Number(from), Number(before)]);
  }

  has(place: number): boolean {
    return this.ranges.some(([from, before]) => place >= from && place < before);
  }
}
