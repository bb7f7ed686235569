import type { FormattedExecutionResult } from 'graphql';

const texts = new WeakMap<object, string>();

/**
 * The data of an answer whose JSON PostgreSQL has written. To JavaScript it is ordinary data, parsed when somebody looks;
 * `stringifyAnswer` sends the text as it came.
 */
export function dataOfTexts(fields: readonly (readonly [key: string, json: string])[]): Record<string, unknown> {
  const data = Object.create(null) as Record<string, unknown>;
  for (const [key, json] of fields) {
    let parsed: { content: unknown } | undefined;
    const get = () => {
      parsed ??= { content: JSON.parse(json) };
      return parsed.content;
    };
    Object.defineProperty(data, key, { enumerable: true, configurable: true, get });
  }
  texts.set(data, `{${fields.map(([key, json]) => `"${key}":${json}`).join(',')}}`);
  return data;
}

/** The body of a response. */
export function stringifyAnswer(answer: FormattedExecutionResult): string {
  const text = answer.data && !answer.errors && !answer.extensions ? texts.get(answer.data) : undefined;
  return text === undefined ? `${JSON.stringify(answer)}\n` : `{"data":${text}}\n`;
}
