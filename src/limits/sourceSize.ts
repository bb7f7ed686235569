import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/** What is known of a document before anything descends into it. */
export interface SourceSize {
  tokens: number;
  /** Brackets inside brackets. */
  nesting: number;
}

/** Counted no further than this: a body of another size has been refused by then. */
const enough = 100_000;

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Without recursion, so that no text makes it overflow. Counts up to where the text stops to be GraphQL. */
export function sizeOfSource(text: string): SourceSize {
  const lexer = new Lexer(new Source(text));
  const size = { tokens: 0, nesting: 0 };
  let depth = 0;
  try {
    while (size.tokens < enough) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) break;
      size.tokens += 1;
      if (opening.has(kind)) depth += 1;
      else if (closing.has(kind)) depth -= 1;
      size.nesting = Math.max(size.nesting, depth);
    }
  } catch (error) {
    // The parser names what is wrong with the text.
    if (!(error instanceof GraphQLError)) throw error;
  }
  return size;
}

/** How deep values of JSON nest, without recursion. */
export function nestingOf(value: unknown): number {
  for (let depth = 0, level = [value]; ; depth += 1) {
    const containers = level.filter((one): one is object => typeof one === 'object' && one !== null);
    if (containers.length === 0) return depth;
    level = containers.flatMap((one): unknown[] => Object.values(one));
  }
}
