import type { DocumentNode } from 'graphql';
import { errorCodes, tooCostly, type ZhiduError } from '../errors.js';
import { joined, type Message } from '../languages/message.js';
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

const remedies: Record<Measured, (value: number, limit: number) => Message> = {
  nesting: (value, limit) => ({
    en: `The request nests brackets ${value} deep; at most ${limit} are allowed. Send a flatter query and flatter variables.`,
    zh: `请求的括号嵌套 ${value} 层，最多 ${limit} 层。请减少查询和变量的嵌套。`,
  }),
  tokens: (value, limit) => ({
    en: `The query has ${value} words and signs; at most ${limit} are allowed. Split it into several.`,
    zh: `查询有 ${value} 个词和符号，最多 ${limit} 个。请分成几次查询。`,
  }),
  depth: (value, limit) => ({
    en: `The query selects fields ${value} deep; at most ${limit} are allowed. Read the inner ones by a query of their own.`,
    zh: `查询选取的字段深 ${value} 层，最多 ${limit} 层。内层请另行查询。`,
  }),
  aliases: (value, limit) => ({
    en: `The query has ${value} aliases; at most ${limit} are allowed. Split it into several, or use filters.`,
    zh: `查询有 ${value} 个别名，最多 ${limit} 个。请分成几次查询，或使用筛选。`,
  }),
  directives: (value, limit) => ({
    en: `The query has ${value} directives; at most ${limit} are allowed. Split it into several.`,
    zh: `查询有 ${value} 个指令，最多 ${limit} 个。请分成几次查询。`,
  }),
  rootFields: (value, limit) => ({
    en: `The query asks for ${value} fields at its root; at most ${limit} are allowed. Split it into several.`,
    zh: `查询在根部选取 ${value} 个字段，最多 ${limit} 个。请分成几次查询。`,
  }),
  cost: (value, limit) => ({
    en: `The query costs ${value}; at most ${limit} is allowed. Ask for smaller pages with first, for fewer lists inside lists, or for fewer lists in filters.`,
    zh: `查询的开销为 ${value}，最多 ${limit}。请用 first 减小每页行数，减少列表中的列表，或减少筛选中的列表。`,
  }),
};

/** One error for all that is too much; its extensions say the first. */
export function refusalOf(excess: readonly Excess[]): ZhiduError | undefined {
  const refused = excess.filter((one) => one.refused);
  const [first] = refused;
  const message = joined(refused.map(({ measure, value, limit }) => remedies[measure](value, limit)));
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
