/** One side of a validation rule, or a part of an indicator. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'figure'; element: string; option: string | undefined }
  | { kind: 'operation'; operator: '+' | '-' | '*' | '/'; left: Expression; right: Expression };

const token = /\s*(?:(\d+(?:\.\d+)?)|#\{([A-Za-z][A-Za-z0-9]{10})(?:\.([A-Za-z][A-Za-z0-9]{10}))?\}|([-+*/()]))/y;
/** Beyond these nobody reads a rule. */
const mostTokens = 200;

interface Token {
  value?: number;
  element?: string;
  option?: string | undefined;
  sign?: string;
}

/** Reads an expression as DHIS2 writes it; undefined where it is none. */
export function readExpression(text: string): Expression | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const expression = reader.sum();
  return reader.isAtEnd ? expression : undefined;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (token.lastIndex = 0; token.lastIndex < end; ) {
    const found = token.exec(text);
    if (!found || tokens.length >= mostTokens) return undefined;
    const [, number, element, option, sign] = found;
    tokens.push(number ? { value: Number(number) } : element ? { element, option } : { sign: sign! });
  }
  return tokens;
}

class Reader {
  private place = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.place === this.tokens.length;
  }

  sum(): Expression | undefined {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Expression | undefined {
    return this.chain(['*', '/'], () => this.term());
  }

  private chain(signs: readonly string[], next: () => Expression | undefined): Expression | undefined {
    let left = next();
    while (left && signs.includes(this.tokens[this.place]?.sign ?? '')) {
      const operator = this.tokens[this.place++]!.sign as '+';
      const right = next();
      left = right && { kind: 'operation', operator, left, right };
    }
    return left;
  }

  private term(): Expression | undefined {
    const found = this.tokens[this.place++];
    if (found?.value !== undefined) return { kind: 'number', value: found.value };
    if (found?.element) return { kind: 'figure', element: found.element, option: found.option };
    if (found?.sign !== '(') return undefined;
    const inside = this.sum();
    return this.tokens[this.place++]?.sign === ')' ? inside : undefined;
  }
}

/** The figures that it asks for. */
export function figuresIn(expression: Expression): { element: string; option: string | undefined }[] {
  if (expression.kind === 'figure') return [{ element: expression.element, option: expression.option }];
  return expression.kind === 'number' ? [] : [...figuresIn(expression.left), ...figuresIn(expression.right)];
}

/** What it comes to, with 0 for what is missing; undefined for a division by 0. */
export function evaluate(
  expression: Expression,
  figure: (element: string, option: string | undefined) => number | undefined,
): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'figure') return figure(expression.element, expression.option) ?? 0;
  const [left, right] = [evaluate(expression.left, figure), evaluate(expression.right, figure)];
  if (left === undefined || right === undefined) return undefined;
  switch (expression.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
  }
}
