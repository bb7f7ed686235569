import { givenBefore } from './faults.js';
import type { SeenCells } from './seenCells.js';
import type { Placed } from './valueFile.js';

/** All values of a unit for a period, or what a stretch of the file has of them. */
export type GivenValues = readonly Placed[];

/**
 * The reports of a file, in the order in which they come first. Of a long file so many values are put together at a time:
 * where a report stands in one piece, it stays in one, and one that is scattered over the file is taken several times.
 */
export async function* reportsInFile(
  parts: AsyncIterable<readonly Placed[]>,
  stretch: number,
  seen?: SeenCells,
): AsyncGenerator<GivenValues> {
  let groups = new Map<string, Placed[]>();
  let [count, last] = [0, ''];
  for await (const part of parts)
    for (const value of part) {
      last = JSON.stringify([value.orgUnit, value.period]);
      const group = groups.get(last) ?? [];
      groups.set(last, group);
      group.push(seen?.has(value) && !value.fault ? { ...value, fault: givenBefore } : value);
      count += 1;
      if (count < stretch) continue;
      // The last one may go on.
      const kept = group.length <= stretch / 2 ? group : [];
      if (kept.length > 0) groups.delete(last);
      yield* closed(groups, seen);
      groups = new Map(kept.length > 0 ? [[last, kept]] : []);
      count = kept.length;
    }
  yield* closed(groups, seen);
}

/** What stands twice in one stretch, the form tells. */
function* closed(groups: ReadonlyMap<string, Placed[]>, seen: SeenCells | undefined): Generator<GivenValues> {
  for (const group of groups.values()) {
    for (const value of group) if (!value.fault) seen?.add(value);
    yield group;
  }
}
