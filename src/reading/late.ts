/**
 * A value of a request that a plan leaves open, so that requests which differ only in it share one statement. While a
 * statement is compiled the value stands for `sample`; afterwards `of` finds that of any other request.
 */
export class Late {
  constructor(
    readonly sample: unknown,
    readonly of: (values: readonly unknown[]) => unknown,
  ) {}

  static at(values: readonly unknown[], index: number): Late {
    return new Late(values[index], (all) => all[index]);
  }
}

/** Something made of a value, now or when it is known. */
export const lift = <T>(content: unknown, make: (content: never) => T): T | Late =>
  content instanceof Late
    ? new Late(make(content.sample as never), (values) => make(content.of(values) as never))
    : make(content as never);

export const sampleOf = (content: unknown): unknown => (content instanceof Late ? content.sample : content);

/** The values of one request in the places of those that were left open. */
export const boundTo = (contents: readonly unknown[], values: readonly unknown[]): unknown[] =>
  contents.map((content) => (content instanceof Late ? content.of(values) : content));
