import type { DocumentNode } from 'graphql';
import { errorCodes, tooCostly, type ZhiduError } from '../errors.js';
import { type Shape, shapeOf } from './documentShape.js';
import { type Limits, limitSettings } from './limits.js';
import { sizeOfSource } from './sourceSize.js';

export type Measured = 'nesting' | 'tokens' | keyof Shape | 'cost';

/** A limit that was passed. */
export interface Excess {
  measure: Measured;
  value: number;
  limit: number;
  refused: boolean;
}

const remedies: Record<Measured, (value: number, limit: number) => string> = {
  nesting: (value, limit) =>
    `The request nests brackets ${value} deep; at most ${limit} are allowed. Send a flatter query and flatter variables.`,
  tokens: (value, limit) =>
    `The query has ${value} words and signs; at most ${limit} are allowed. Split it into several.`,
  depth: (value, limit) =>
    `The query selects fields ${value} deep; at most ${limit} are allowed. Read the inner ones by a query of their own.`,
  aliases: (value, limit) =>
    `The query has ${value} aliases; at most ${limit} are allowed. Split it into several, or use filters.`,
  directives: (value, limit) =>
    `The query has ${value} directives; at most ${limit} are allowed. Split it into several.`,
  rootFields: (value, limit) =>
    `The query asks for ${value} fields at its root; at most ${limit} are allowed. Split it into several.`,
  cost: (value, limit) =>
    `The query costs ${value}; at most ${limit} is allowed. Ask for smaller pages with first, for fewer lists inside lists, or for fewer lists in filters.`,
};

/** One error for all that is too much; its extensions say the first. */
export function refusalOf(excess: readonly Excess[]): ZhiduError | undefined {
  const refused = excess.filter((one) => one.refused);
  const [first] = refused;
  const message = refused.map(({ measure, value, limit }) => remedies[measure](value, limit)).join(' ');
  if (!first) return undefined;
  const error = tooCostly(first.measure, first.value, first.limit, message);
  // Nothing was run. Apollo takes the status from here and strips it.
  error.extensions.http = { status: errorCodes.QUERY_TOO_COSTLY };
  return error;
}

/** Beyond these nothing is ever only reported: the process would not survive to report it. */
const hardLimits: Partial<Record<Measured, number>> = {
  nesting: limitSettings.nesting.most,
  tokens: limitSettings.tokens.most,
};

export function excessOf(limits: Limits, measure: Measured, value: number): Excess[] {
  const limit = limits[measure];
  if (value <= limit) return [];
  const refused = limits.mode === 'enforce' || value > (hardLimits[measure] ?? Number.POSITIVE_INFINITY);
  return [{ measure, value, limit, refused }];
}

/** What documents have too much of. Each is measured once. */
export class DocumentLimits {
  private readonly measured = new WeakMap<DocumentNode, Excess[]>();

  constructor(private readonly limits: Limits) {}

  ofSource(text: string): Excess[] {
    const { tokens, nesting } = this.limits;
    // A text has no more tokens and brackets than characters.
    if (text.length <= Math.min(tokens, nesting)) return [];
    const size = sizeOfSource(text);
    return [...excessOf(this.limits, 'nesting', size.nesting), ...excessOf(this.limits, 'tokens', size.tokens)];
  }

  of(document: DocumentNode): Excess[] {
    let excess = this.measured.get(document);
    if (!excess) {
      excess = this.ofSource(document.loc?.source.body ?? '');
      // What nests too deep is not descended into.
      if (!excess.some(({ refused }) => refused)) {
        const shape = shapeOf(document);
        const measures = Object.keys(shape) as (keyof Shape)[];
        excess.push(...measures.flatMap((measure) => excessOf(this.limits, measure, shape[measure])));
      }
      this.measured.set(document, excess);
    }
    return excess;
  }
}
