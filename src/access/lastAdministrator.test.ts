import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { directly, endRole, giveRole, newcomer } from './access.harness.js';

let platform: TestPlatform;
let first: { id: string; assignment: string };
beforeAll(async () => {
  platform = await TestPlatform.open();
  const id = await platform.personId('administrator');
  const [row] = await platform.owner<{ id: string }>('select id from access.role_assignment where person_id = $1', [
    id,
  ]);
  first = { id, assignment: row!.id };
});
afterAll(() => platform.close());

const deactivate = `mutation($id: ID!) { deactivatePerson(id: $id, version: 1) { id } }`;

describe('the last administrator in force', () => {
  it.each<[string, () => Promise<string>, string]>([
    [
      'does not end the own role',
      async () => (await platform.as('administrator').run(endRole, { id: first.assignment, version: 1 })).outcome,
      'INVALID_STATE',
    ],
    [
      'does not give it an end',
      async () =>
        (
          await platform
            .as('administrator')
            .run(endRole, { id: first.assignment, version: 1, at: '2099-01-01T00:00:00Z' })
        ).outcome,
      'INVALID_STATE',
    ],
    [
      'is not deactivated',
      async () => (await platform.as('administrator').run(deactivate, { id: first.id })).outcome,
      'INVALID_STATE',
    ],
    [
      'does not end it past our code',
      () =>
        directly(platform, 'administrator', 'update access.role_assignment set valid_until = now() where id = $1', [
          first.assignment,
        ]),
      'ZH001',
    ],
    [
      'does not pass it on past our code',
      () =>
        directly(
          platform,
          'administrator',
          `update access.role_assignment set role = 'READER' where role = 'ADMINISTRATOR' and id = $1`,
          [first.assignment],
        ),
      'ZH003',
    ],
    [
      'is not deleted even by the owner of the database',
      () =>
        platform
          .owner('delete from access.role_assignment where id = $1', [first.assignment])
          .then(String, ({ code }) => code),
      'ZH001',
    ],
  ])('%s', async (_what, attempt, outcome) => {
    expect(await attempt()).toBe(outcome);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['whose role will end', (id) => giveRole(platform, id, 'ADMINISTRATOR', '2099-01-01')],
    [
      'whose role is still to come',
      async (id) => {
        const assignment = await giveRole(platform, id, 'ADMINISTRATOR');
        await platform.owner(`update access.role_assignment set valid_from = '2099-01-01' where id = $1`, [assignment]);
      },
    ],
    [
      'who is inactive',
      async (id) => {
        await giveRole(platform, id, 'ADMINISTRATOR');
        await platform.owner('update access.person set active = false where id = $1', [id]);
      },
    ],
  ])('is not replaced by somebody %s', async (_who, arrange) => {
    const { id } = await newcomer(platform);
    await arrange(id);
    const answer = await platform.as('administrator').run(endRole, { id: first.assignment, version: 1 });
    expect(answer.outcome).toBe('INVALID_STATE');
  });

  it('remains when two end each other at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [one, other] = [await newcomer(platform), await newcomer(platform)];
      const roles = [
        await giveRole(platform, one.id, 'ADMINISTRATOR'),
        await giveRole(platform, other.id, 'ADMINISTRATOR'),
      ];
      // The two are the only ones left.
      await platform.owner(
        'update access.role_assignment set valid_until = greatest(valid_from, $1) where role = $2 and not id = any ($3)',
        ['2026-06-01', 'ADMINISTRATOR', roles],
      );
      const outcomes = await Promise.all([
        platform.as(one.name).run(endRole, { id: roles[1], version: 1 }),
        platform.as(other.name).run(endRole, { id: roles[0], version: 1 }),
      ]);
      expect(outcomes.filter(({ outcome }) => outcome === 'ok').length, JSON.stringify(outcomes)).toBeLessThan(2);
      const [left] = await platform.owner<{ n: number }>(
        `select count(*)::integer as n from access.role_assignment where role = 'ADMINISTRATOR' and valid_until is null`,
      );
      expect(left!.n).toBe(1);
    }
  });
});
