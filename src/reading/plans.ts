import type { Viewer } from '../access/viewer.js';
import type { Statement } from '../database/database.js';
import { boundTo } from './late.js';
import { limits } from './limits.js';

/** What a request brings that a plan can depend on. */
export interface Given {
  viewer: Viewer;
  values: readonly unknown[];
}

/** Whether a plan serves a request: what was decided while it was compiled would be decided the same for this one. */
export type Guard = (given: Given) => boolean;

/** A compiled statement, which all requests of its key and guards can use. */
export class Plan<T = undefined> {
  private uses = 0;

  constructor(
    private readonly statement: Statement,
    private readonly guards: readonly Guard[],
    /** What else the compilation has found out. */
    readonly about: T,
  ) {}

  serves(given: Given): boolean {
    return this.guards.every((guard) => guard(given));
  }

  /** The statement with the values of a request. From its second use on PostgreSQL keeps it prepared. */
  bind({ values }: Given): Statement {
    this.uses += 1;
    const { sql, parameters } = this.statement;
    return { sql, parameters: boundTo(parameters, values), repeated: this.uses > 1 };
  }
}

/** How many plans of one key differ by their guards, for example by the roles of the viewer. */
const variants = 8;

/** The plans that were used last. */
export class Plans {
  private readonly kept = new Map<string, Plan<unknown>[]>();

  constructor(private readonly capacity: number = limits.plans) {}

  find<T>(key: string, given: Given): Plan<T> | undefined {
    const known = this.kept.get(key);
    if (!known) return undefined;
    this.kept.delete(key);
    this.kept.set(key, known);
    return known.find((plan) => plan.serves(given)) as Plan<T> | undefined;
  }

  keep(key: string, plan: Plan<unknown>): void {
    const known = this.kept.get(key) ?? [];
    if (known.length === 0 && this.kept.size >= this.capacity) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(key, [plan, ...known].slice(0, variants));
  }
}

const numbers = new WeakMap<object, number>();
let counted = 0;

/** A number for an object, the same as long as it lives: a key that does not keep it alive. */
export function numberOf(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  counted += 1;
  numbers.set(object, counted);
  return counted;
}
