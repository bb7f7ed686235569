import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Client } from 'pg';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { BaseEntity } from '../src/access/baseEntity.js';
import { Person } from '../src/access/person.entity.js';
import { anyone, clause, keeper, signedIn } from '../src/access/rules.js';
import { defineModule, type Module, type Permissions } from '../src/module.js';
import { createDatabase, type TestDatabase, TestPlatform } from './harness.js';

@Entity({ schema: 'pretend' })
@ObjectType()
class PretendThing extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  keeper!: Person;
}

@Resolver()
class PretendResolver {
  @Query(() => String)
  pretendGreeting(): string {
    return '你好';
  }
}

const table = `create table pretend.pretend_thing (id uuid primary key, version integer not null default 1,
  created_at timestamptz(3) not null, updated_at timestamptz(3) not null, name text not null, keeper_id uuid not null references access.person)`;

const sound: Module = defineModule({
  name: 'pretend',
  title: { en: 'Pretended', zh: '虚构' },
  description: 'A module of this test.',
  requires: ['access'],
  entities: [PretendThing],
  reads: [PretendThing],
  resolvers: [PretendResolver],
  migrations: [{ name: '0001-things', up: table }],
  permissions: {
    calls: { Query: { pretendGreeting: anyone, pretendThing: signedIn, pretendThings: signedIn } },
    rows: { PretendThing: { read: signedIn } },
  },
});

const permitting = (change: Partial<Permissions>): Module => ({
  ...sound,
  permissions: { ...sound.permissions, ...change },
});
const calling = (calls: Permissions['calls']): Module => permitting({ calls });

async function fresh(): Promise<TestDatabase> {
  const database = await createDatabase('empty');
  // The connections of a platform that did not start may take a moment to be gone.
  onTestFinished(() => vi.waitFor(() => database.drop(), { timeout: 10_000 }));
  return database;
}

async function query(database: TestDatabase, sql: string) {
  const client = new Client(database.owner);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function owner(database: TestDatabase, sql: string): Promise<void> {
  await query(database, sql);
}

/** Why the platform does not start, as the operator reads it. */
async function refusal(database: TestDatabase, modules: Module[] = [], migrate = false): Promise<string> {
  const opened = await TestPlatform.open({ database, modules, migrate }).catch((error: Error) => error);
  if (opened instanceof Error) {
    expect(opened).toMatchObject({ name: 'StartError' });
    return opened.message;
  }
  await opened.close();
  return 'It started.';
}

describe('a module that is sound starts', () => {
  it('and its migration is asked for where nobody may migrate', async () => {
    const database = await fresh();
    expect(await refusal(database, [sound])).toBe(
      'The database is not ready: migrations are missing (pretend: 0001-things); run: npm run migrate.',
    );
    expect(await refusal(database, [sound], true)).toBe('It started.');
    expect(await refusal(database, [sound])).toBe('It started.');
  });
});

describe('P01.A17 what permissions forgot or mistyped is refused by name', () => {
  const { Query: calls } = sound.permissions.calls as { Query: NonNullable<Permissions['calls']['Query']> };
  const { pretendGreeting: _, ...withoutGreeting } = calls;
  const { pretendThings: __, ...withoutList } = calls;
  it.each<[string, Module, string]>([
    [
      'a root field without a rule',
      calling({ Query: withoutGreeting }),
      'The permissions are incomplete: the root field Query.pretendGreeting has no rule.',
    ],
    [
      'a generated root field without a rule',
      calling({ Query: withoutList }),
      'The permissions are incomplete: the root field Query.pretendThings has no rule.',
    ],
    [
      'a rule without a root field',
      calling({ Query: calls, Mutation: { pretendToWork: anyone } }),
      'The permissions are incomplete: there is a rule for Mutation.pretendToWork, but no such root field.',
    ],
    [
      'a rule of a query that only a row could answer',
      calling({ Query: { ...calls, pretendGreeting: keeper } }),
      'The permissions are incomplete: the rule keeper of Query.pretendGreeting needs a row, which only a mutation can ask.',
    ],
    [
      'an entity without a row rule',
      permitting({ rows: {} }),
      'The entity PretendThing of the module pretend has no row rule.',
    ],
    [
      'a row rule without an entity',
      permitting({ rows: { ...sound.permissions.rows, PretendThnig: { read: anyone } } }),
      'The module pretend has a row rule for PretendThnig, which is no entity of its own.',
    ],
    [
      'a clause that no module brings',
      calling({ Query: { ...calls, pretendGreeting: clause('X01.A02', signedIn) } }),
      'The modules do not fit together: Query.pretendGreeting of pretend names the clause X01.A02, which no module brings.',
    ],
    [
      'a clause for labels that no module brings',
      permitting({ rows: { PretendThing: { read: signedIn, labels: 'X01.A02' } } }),
      'The modules do not fit together: PretendThing (label) of pretend names the clause X01.A02, which no module brings.',
    ],
    [
      'a record of something that is no mutation',
      permitting({ records: { pretendToWork: { type: 'PretendThing' } } }),
      'The modules do not fit together: the records of pretend name pretendToWork, which is no mutation of it.',
    ],
    [
      'a record of no entity',
      permitting({ calls: { Query: calls, Mutation: { pretend: anyone } }, records: { pretend: { type: 'Thnig' } } }),
      'The modules do not fit together: the records of pretend name Thnig, which is no entity.',
    ],
  ])('%s', async (_case, module, sentence) => {
    expect(await refusal(await fresh(), [module], true)).toBe(sentence);
  });
});

it('P01.A17 a rule on a field that does not exist is refused by name, for the field that it meant would be open', async () => {
  const module = permitting({ fields: { PretendThing: { naem: keeper } } });
  await expect(TestPlatform.open({ database: await fresh(), modules: [module], migrate: true })).rejects.toThrow(
    'The module pretend closes PretendThing.naem, which does not exist.',
  );
});

describe('a list of clauses that contradicts itself is refused by name', () => {
  const text = { en: 'Text', zh: '文' };
  const policy = (id: string, ...ids: string[]) => ({
    id,
    title: text,
    owner: text,
    clauses: ids.map((id) => ({ id, title: text, summary: text })),
  });

  it.each([
    ['a clause twice', [policy('X01', 'X01.A01', 'X01.A01')], 'two clauses are named X01.A01'],
    ['a policy twice', [policy('X01'), policy('X01')], 'two clauses are named X01'],
    ['a clause of another policy', [policy('X01', 'X02.A01')], 'X02.A01 is no clause of X01'],
    ['a policy of another module', [policy('P01')], 'two clauses are named P01'],
  ])('%s', async (_case, clauses, problem) => {
    expect(await refusal(await fresh(), [{ ...sound, clauses }], true)).toBe(
      `The modules do not fit together: ${problem}.`,
    );
  });
});

describe('P01.A17 a database in which row-level security would not hold is refused', () => {
  it.each([
    [
      'a table without row-level security',
      'create table customers.forgotten (id integer)',
      'the table customers.forgotten has no forced row-level security; run: npm run migrate',
    ],
    [
      'a table whose row-level security does not bind its owner',
      'create table quality.forgotten (id integer); alter table quality.forgotten enable row level security',
      'the table quality.forgotten has no forced row-level security; run: npm run migrate',
    ],
    [
      'row-level security switched off by hand',
      'alter table customers.customer disable row level security',
      'the table customers.customer has no forced row-level security; run: npm run migrate',
    ],
    [
      'a policy altered by hand',
      'alter policy read on customers.customer using (true)',
      '"customers"."customer": its policies were altered in the database',
    ],
    [
      'a restrictive policy dropped by hand',
      'drop policy label_select on quality.feedback_form',
      '"quality"."feedback_form": its policies were altered in the database',
    ],
    [
      'a policy added by hand',
      'create policy guests on access.person for select using (true)',
      '"access"."person": its policies were altered in the database',
    ],
    [
      'a trigger that passes labels on dropped by hand',
      'drop trigger pass_label_customers_contact on customers.customer',
      '"customers"."contact": its triggers were altered in the database',
    ],
    [
      'a trigger that takes labels over disabled by hand',
      'alter table quality.feedback_form disable trigger take_label_quality_feedback_form',
      '"quality"."feedback_form": its triggers were altered in the database',
    ],
    [
      'the function behind a trigger replaced by hand',
      'create or replace function access.pass_label_customers_contact() returns trigger language plpgsql as $$ begin return null; end $$',
      '"customers"."contact": its triggers were altered in the database',
    ],
    [
      'a right granted by hand on a table that is nobody’s entity',
      'grant select on audit.segment to public',
      'the request role may select on audit.segment, which no permission says; revoke it',
    ],
    [
      'a right granted by hand on a table of an entity',
      'grant truncate on customers.customer to public',
      'the request role may truncate on customers.customer, which no permission says; revoke it',
    ],
  ])('%s', async (_case, sql, sentence) => {
    const database = await fresh();
    await owner(database, sql);
    expect(await refusal(database)).toBe(`The database is not ready: ${sentence}.`);
  });

  it('permissions that changed in the code and were not migrated', async () => {
    const database = await fresh();
    expect(await refusal(database, [sound], true)).toBe('It started.');
    const wider = permitting({ rows: { PretendThing: { read: anyone } } });
    expect(await refusal(database, [wider])).toBe(
      'The database is not ready: "pretend"."pretend_thing": permissions were changed and not migrated.',
    );
    expect(await refusal(database, [wider], true)).toBe('It started.');
    expect(await refusal(database, [wider])).toBe('It started.');
  });

  it('migrating again mends what was altered by hand', async () => {
    const database = await fresh();
    await owner(
      database,
      `alter policy read on customers.customer using (true); drop trigger pass_label_customers_contact on customers.customer;
       grant truncate on customers.customer to public; create policy guests on access.person for select using (true);
       alter table customers.customer no force row level security; alter table quality.feedback_form disable row level security;
       alter table audit.segment no force row level security`,
    );
    await owner(database, 'revoke truncate on customers.customer from public');
    expect(await refusal(database, [], true)).toBe('It started.');
    expect(await refusal(database)).toBe('It started.');
  });

  it.each(['alter table audit.entry disable trigger all', 'alter table audit.segment enable trigger append_only'])(
    'an audit whose guards rest, until the migration has woken and recorded them: %s',
    async (sql) => {
      const database = await fresh();
      await owner(database, sql);
      expect(await refusal(database)).toMatch(
        /^The audit is not guarded: triggers are disabled or gone \(append_only of audit/,
      );
      expect(await refusal(database, [], true)).toBe('It started.');
      expect(await refusal(database)).toBe('It started.');
      const { rows } = await query(database, `select after from audit.entry where action = 'audit guard restored'`);
      expect(rows.length).toBeGreaterThan(0);
    },
  );

  it('a database that was never migrated', async () => {
    const database = await fresh();
    await owner(database, 'drop schema zhidu cascade');
    expect(await refusal(database)).toBe('The database is not ready: it was never migrated; run: npm run migrate.');
  });

  it('a migration that was changed after it had been applied', async () => {
    const database = await fresh();
    expect(await refusal(database, [sound], true)).toBe('It started.');
    const changed = { ...sound, migrations: [{ name: '0001-things', up: `${table}; select 1` }] };
    expect(await refusal(database, [changed], true)).toBe(
      'The migration 0001-things of the module pretend was changed after it had been applied. Restore it and write a new one.',
    );
    expect(await refusal(database, [changed])).toBe(
      'The database is not ready: the migration 0001-things of the module pretend was changed after it had been applied; restore it and write a new one.',
    );
  });

  it('a request role that owns tables', async () => {
    const database = await fresh();
    const message = await refusal({ ...database, request: database.owner });
    expect(message).toMatch(
      /^The database is not ready: the request role zhidu_owner owns tables \([a-z_]+\.[a-z_]+, .+\); requests need a plain role of their own/,
    );
  });
});
