import { printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from './reading.harness.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('first', () => {
  it('prints', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync('/tmp/schema.graphql', printSchema(world.schema));
    const result = await world.run(
      `{ books(first: 2, filter: {title: {startsWith: "a"}, author: {name: {eq: "x"}}}, orderBy: [{author: {name: DESC}}, {title: ASC}]) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } nodes { title author { name books { nodes { title spine summary } } } reviews(last: 3) { nodes { stars } totalCount } } } }`,
    );
    console.error(result.statements[0]!.sql);
    expect(result).toMatchObject({ errors: undefined });
  });
});
