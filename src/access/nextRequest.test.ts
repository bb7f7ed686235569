import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { assignRole, endRole, newcomer, topDepartment } from './access.harness.js';

/** Two instances on one database: what one has acknowledged holds on the other from the very next request on. */
let here: TestPlatform;
let there: TestPlatform;
let top: string;
beforeAll(async () => {
  here = await TestPlatform.open();
  there = await TestPlatform.open({ database: here.database });
  top = await topDepartment(here);
});
afterAll(async () => {
  await there.close();
  await here.close();
});

const rounds = 200;

describe('the very next request on another instance', () => {
  it(`has or lacks the role, ${rounds} times`, async () => {
    const { id, name } = await newcomer(here);
    const asked: string[] = [];
    for (let round = 0; round < rounds / 2; round += 1) {
      const input = { personId: id, role: 'ANALYST', departmentId: top };
      const given = await here.as('administrator').run(assignRole, { input });
      const holding = await there.as(name).run('{ viewer { roles } }');
      const { id: assignment } = given.data.assignRole;
      await here.as('administrator').run(endRole, { id: assignment, version: 1 });
      const without = await there.as(name).run('{ viewer { roles } }');
      asked.push(`${holding.data.viewer.roles} -> ${without.data.viewer.roles}`);
    }
    expect(asked).toEqual(Array(rounds / 2).fill('ANALYST -> '));
  });

  it('is refused or allowed by call rules too, which ask nothing of the database', async () => {
    const { id, name } = await newcomer(here, ['READER']);
    const create = 'mutation { createDepartment(input: { name: "" }) { id } }';
    for (let round = 0; round < 20; round += 1) {
      expect((await there.as(name).run(create)).outcome).toBe('FORBIDDEN');
      const input = { personId: id, role: 'ADMINISTRATOR', departmentId: top };
      const given = await here.as('administrator').run(assignRole, { input });
      expect((await there.as(name).run(create)).outcome).toBe('BAD_USER_INPUT');
      await here.as('administrator').run(endRole, { id: given.data.assignRole.id, version: 1 });
    }
  });

  it('is refused when its session was ended, 50 times', async () => {
    const { id } = await newcomer(here, ['READER']);
    for (let round = 0; round < 50; round += 1) {
      const token = await here.platform.tokenFor(id);
      expect((await there.run(token, '{ viewer { name } }')).outcome).toBe('ok');
      await here.run(token, 'mutation { signOut }');
      await expect(there.run(token, '{ viewer { name } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('has the rights of its own moment when a validity ends', async () => {
    let now = new Date('2026-05-01T08:00:00Z');
    const timed = await TestPlatform.open({ database: here.database, clock: () => now });
    const { id, name } = await newcomer(here);
    await here.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from, valid_until)
       values (gen_random_uuid(), now(), now(), $1, 'ANALYST', $2, '2026-05-01T08:10:00Z', '2026-05-01T08:20:00Z')`,
      [id, top],
    );
    const roles: string[][] = [];
    for (const minute of ['08:09:59.999', '08:10:00', '08:19:59.999', '08:20:00']) {
      now = new Date(`2026-05-01T${minute.padEnd(12, '.000').slice(0, 12)}Z`);
      roles.push((await timed.as(name).run('{ viewer { roles } }')).data.viewer.roles);
    }
    await timed.close();
    expect(roles).toEqual([[], ['ANALYST'], ['ANALYST'], []]);
  });
});

describe('requests side by side', () => {
  it('share statements, and each gets the answer for its own session', async () => {
    const { id } = await newcomer(here, ['READER']);
    const tokens = await Promise.all(Array.from({ length: 40 }, () => here.platform.tokenFor(id)));
    await Promise.all(tokens.filter((_, i) => i % 2 === 0).map((token) => here.run(token, 'mutation { signOut }')));
    let statements = 0;
    const { pool } = there.platform.database;
    const query = pool.query.bind(pool);
    pool.query = ((...args: Parameters<typeof query>) => {
      if (String(args[0]).includes('access.present')) statements += 1;
      return query(...args);
    }) as never;
    const outcomes = await Promise.allSettled(tokens.map((token) => there.platform.context(`Bearer ${token}`)));
    pool.query = query;
    expect(outcomes.map(({ status }) => status)).toEqual(
      tokens.map((_, i) => (i % 2 === 0 ? 'rejected' : 'fulfilled')),
    );
    expect(statements).toBeLessThan(tokens.length / 2);
  });

  it('that cannot be checked, because the database is away, are not let through', async () => {
    const lonely = await TestPlatform.open();
    const token = await lonely.tokenOf('reader');
    expect((await lonely.run(token, '{ viewer { name } }')).outcome).toBe('ok');
    await lonely.platform.database.pool.end();
    await expect(lonely.run(token, '{ viewer { name } }')).rejects.toThrow();
    await lonely.platform.database.orm.close();
  });
});
