import { describe, expect, it } from 'vitest';
import { between, mulberry32, pickSome, pickWeighted, shuffled } from './random.js';

describe('random numbers with a seed', () => {
  it('are those of mulberry32, on every machine', () => {
    const random = mulberry32(1);
    expect([random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478]);
  });

  it('between reaches both ends and nothing else', () => {
    const random = mulberry32(2);
    const drawn = new Set(Array.from({ length: 200 }, () => between(random, 3, 5)));
    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });

  it('pickWeighted follows the weights', () => {
    const random = mulberry32(3);
    const drawn = Array.from({ length: 2000 }, () =>
      pickWeighted(random, [
        ['often', 3],
        ['never', 0],
        ['seldom', 1],
      ]),
    );
    expect(drawn).not.toContain('never');
    expect(drawn.filter((value) => value === 'often').length / 2000).toBeCloseTo(0.75, 1);
  });

  it('shuffled keeps everything; pickSome keeps the order', () => {
    const random = mulberry32(4);
    const letters = [...'abcdefgh'];
    expect(shuffled(random, letters)).not.toEqual(letters);
    expect(shuffled(random, letters).sort()).toEqual(letters);
    const some = pickSome(random, letters, 3);
    expect(some).toHaveLength(3);
    expect([...some].sort()).toEqual(some);
  });
});
