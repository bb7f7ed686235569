import { describe, expect, it } from 'vitest';
import { knowledgeOf, solve } from './attack.fixture.js';
import { tableOf, townships } from './county.fixture.js';
import { Model } from './model.js';
import { suppress } from './suppression.js';
import { World } from './world.js';

const by = (counts: readonly number[]) => (at: string[]) => counts[Number(at[0]!.split(' ')[1]) - 1]!;
const live = tableOf('live', [townships(2)], by([5, 500]));
const dead = tableOf('dead', [townships(2)], by([3, 20]));
const atMost = [{ measure: 'dead', of: 'live' }];
const plan = { tables: [live, dead], threshold: 8, earlier: [] };

describe('counts that are never more than others, as readers know', () => {
  const worldOf = (bounds: typeof atMost) => new World(new Model([], plan, bounds));
  /** One of the deaths more in the first township and one less in the second. */
  const shift = (world: World) => {
    const [first, second] = [3, 20].map((count) => world.counts.indexOf(count)) as [number, number];
    return { unknowns: [first, second], signs: [1, -1] as (1 | -1)[] };
  };

  it('leave a count no more room than the one that it cannot pass', () => {
    const [free, bound] = [worldOf([]), worldOf(atMost)];
    expect([free.room(shift(free), 10), bound.room(shift(bound), 10)]).toEqual([10, 2]);
  });

  it('leave the greater one no room below the lesser', () => {
    const down = (world: World) => ({ unknowns: [world.counts.indexOf(5)], signs: [-1] as (1 | -1)[] });
    const [free, bound] = [worldOf([]), worldOf(atMost)];
    expect([free.room(down(free), 10), bound.room(down(bound), 10)]).toEqual([5, 2]);
  });

  it('are asked again of each world that a proof rests on', () => {
    const hidden = {
      ...plan,
      withheld: { live: ['["township 1"]', '["township 2"]'], dead: ['["township 1"]', '["township 2"]'] },
    };
    const holdsWith = (bounds: typeof atMost) => {
      const world = new World(new Model([], hidden, bounds));
      expect(world.holds()).toBe(true);
      world.make(shift(world), 6);
      return world.holds();
    };
    expect([holdsWith([]), holdsWith(atMost)]).toEqual([true, false]);
  });

  it('refuse a release in which a known count is the ceiling of a small one, which without them seemed safe', async () => {
    // Births were released in full when the threshold was lower: 5 in the first township.
    const earlier = [{ tables: [live], threshold: 4, withheld: { live: [] } }];
    const free = await suppress({ ...plan, earlier });
    if (!free.safe) throw new Error(free.reason.en);
    const knowledge = knowledgeOf([...earlier, { ...plan, withheld: free.withheld }]);
    const unknownOf = (measure: string) => knowledge.unknowns.get(`${measure} ["township 1"] 0`)!;
    const deaths = [unknownOf('dead')];
    expect(solve(knowledge, deaths)).toMatchObject({ low: 0, high: 23 });
    const known = { ...knowledge, atMost: [[unknownOf('dead'), unknownOf('live')]] };
    expect(solve(known, deaths)).toMatchObject({ low: 0, high: 5 });
    expect(await suppress({ ...plan, earlier, atMost })).toMatchObject({ safe: false });
  });
});
