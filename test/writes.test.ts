import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Contact } from '../modules/customers/contact.entity.js';
import { Customer } from '../modules/customers/customer.entity.js';
import type { Context } from '../src/context.js';
import { ahead } from '../src/database/writingClient.js';
import { TestPlatform } from './harness.js';
import { type LabelledCustomer, registerLabelled } from './labelledCustomers.js';

const manager = 'customer-service-manager';

let platform: TestPlatform;
let file: LabelledCustomer;
let context: Context;
beforeAll(async () => {
  platform = await TestPlatform.open();
  file = await registerLabelled(platform, manager, 'INTERNAL', '写入');
  context = await platform.platform.core.contextFor(await platform.personId(manager), 'a request');
});
afterAll(() => platform.close());

const add = (name: string, id = file.id) =>
  platform
    .as(manager)
    .run('mutation($id: ID!, $name: String!) { addContact(customerId: $id, input: { name: $name }) { id name } }', {
      id,
      name,
    });
const contacts = (name: string) => platform.owner('select id from customers.contact where name = $1', [name]);
const entries = (name: string) => platform.owner(`select id from audit.entry where after ->> 'name' = $1`, [name]);

describe('a record that is added in one round trip', () => {
  const own = ['id', 'createdAt', 'updatedAt', 'sealed'];
  const entryOf = async (id: string) => {
    const [entry] = await platform.owner<{ after: Record<string, unknown> }>(
      `select action, record_type, label, compartments, person_id, roles, call, before, after from audit.entry where record_id = $1 and action = 'create'`,
      [id],
    );
    const { after } = entry!;
    return { ...entry, after: { ...after, ...Object.fromEntries(own.map((key) => [key, typeof after[key]])) } };
  };

  it.each(['PUBLIC', 'CONFIDENTIAL', 'SECRET'])(
    'P01.A05 leaves the entry that MikroORM would leave, at %s',
    async (label) => {
      const { id } = await registerLabelled(platform, manager, label, '同样');
      const added = (await add('同样的人', id)).data.addContact.id as string;
      const call = { key: 'addContact', name: 'addContact', arguments: {} };
      const written = await platform.platform.database.write(
        { ...context, call, recorded: new Set() },
        async (writing) => {
          const customer = await writing.find('addContact', Customer, id);
          const { compartments, keeper } = customer;
          return writing.em.create(Contact, {
            customer,
            name: '同样的人',
            label: customer.label,
            compartments,
            keeper,
          });
        },
      );
      expect(await entryOf(added)).toEqual(await entryOf(written.id));
      expect(await platform.owner('select label, keeper_id from customers.contact where id = $1', [added])).toEqual(
        await platform.owner('select label, keeper_id from customers.customer where id = $1', [id]),
      );
    },
  );

  it('P01.A21 from CONFIDENTIAL on it is recorded what of it was shown', async () => {
    const { id } = await registerLabelled(platform, manager, 'CONFIDENTIAL', '已录');
    const added = (await add('看见的人', id)).data.addContact.id as string;
    await platform.platform.core.audit.log.flush();
    const shown = `select call, after from audit.entry where record_id = $1 and action = 'read'`;
    expect(await platform.owner(shown, [added])).toEqual([{ call: 'addContact', after: { fields: ['id', 'name'] } }]);
  });

  it('P01.A22 nothing is written about a file that is hidden, and the answer is that for an id that never existed', async () => {
    const { id } = await registerLabelled(platform, 'customer-information-supervisor', 'SECRET', '藏着');
    const [hidden, unknown] = [await add('没有的人', id), await add('没有的人', randomUUID())];
    expect(hidden.errors).toEqual(unknown.errors);
    expect(hidden.outcome).toBe('NOT_FOUND');
    expect(await contacts('没有的人')).toEqual([]);
    expect(await entries('没有的人')).toEqual([]);
  });
});

describe('a mutation whose audit entry PostgreSQL refuses', () => {
  afterEach(async () => {
    await platform.owner('drop trigger if exists refuse on audit.entry');
    await platform.owner('drop function if exists audit.refuse_some');
  });

  it('P01.A17 is not acknowledged, leaves nothing, and does not disturb others', async () => {
    await platform.owner(
      `create function audit.refuse_some() returns trigger language plpgsql as $$ begin
         if new.after ->> 'name' like '拒%' then raise exception 'no'; end if; return new; end $$`,
    );
    await platform.owner(
      'create trigger refuse before insert on audit.entry for each row execute function audit.refuse_some()',
    );
    const names = Array.from({ length: 60 }, (_, i) => `${i % 3 === 0 ? '拒' : '收'}${i}`);
    const outcomes = await Promise.all(names.map(async (name) => [name, (await add(name)).outcome]));
    expect(outcomes).toEqual(names.map((name) => [name, name.startsWith('拒') ? 'INTERNAL_SERVER_ERROR' : 'ok']));
    for (const name of names) {
      const written = name.startsWith('拒') ? 0 : 1;
      expect([name, (await contacts(name)).length, (await entries(name)).length]).toEqual([name, written, written]);
    }
  });
});

describe('a transaction', () => {
  it('fails with the first error, though nobody waited for that statement', async () => {
    const work = platform.platform.database.write(context, async ({ em }) => {
      await em.execute(`${ahead}select 1 / ?::int`, [0], 'run');
      await em.execute('select 1');
    });
    await expect(work).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('does not commit when only a statement failed that nobody waited for', async () => {
    const name = randomUUID();
    const work = platform.platform.database.write(context, async (writing) => {
      const { em } = writing;
      await em.execute(`${ahead}select 1 / ?::int`, [0], 'run');
      return name;
    });
    await expect(work).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is not acknowledged where a failure in it was overlooked, because PostgreSQL commits nothing of it', async () => {
    const work = platform.platform.database.write(context, async ({ em }) => {
      await em.execute('select 1 / ?::int', [0]).catch(() => undefined);
    });
    await expect(work).rejects.toBeTruthy();
  });

  it('carries its viewer from the first statement on, and nobody once it ended', async () => {
    const asked = `select current_setting('app.person', true) as person`;
    const people = [manager, 'customer-information-specialist', 'unit-head', 'administrator'];
    const contexts = await Promise.all(
      people.map(async (name) => platform.platform.core.contextFor(await platform.personId(name), randomUUID())),
    );
    const { database } = platform.platform;
    const wrong: unknown[] = [];
    const one = async (n: number) => {
      const mine = contexts[n % contexts.length]!;
      const found = await database
        .write(mine, async ({ em }) => {
          const [row] = await em.execute<{ person: string }[]>(asked);
          if (n % 5 === 0) await em.execute(`${ahead}select 1 / ?::int`, [0], 'run');
          return row!.person;
        })
        .catch(() => 'failed');
      if (found !== (n % 5 === 0 ? 'failed' : mine.viewer.personId)) wrong.push([n, found]);
    };
    await Promise.all(Array.from({ length: 400 }, (_, n) => one(n)));
    expect(wrong).toEqual([]);
    const after = await Promise.all(Array.from({ length: 16 }, () => database.orm.em.fork().execute(asked)));
    expect(after.flat().filter(({ person }) => person)).toEqual([]);
  });

  it('keeps few statements prepared, however many there are', async () => {
    const kept = await platform.platform.database.write(context, async ({ em }) => {
      for (let i = 0; i < 120; i += 1)
        await em.execute(`select "x"."n" from (select ${i} as n) as "x" where "x"."n" = ?`, [i]);
      return em.execute<{ n: number }[]>('select count(*)::int as n from pg_prepared_statements');
    });
    expect(kept[0]!.n).toBeLessThanOrEqual(60);
    const later = await Promise.all(
      Array.from({ length: 8 }, () =>
        platform.platform.database.write(context, ({ em }) =>
          em.execute<{ n: number }[]>('select count(*)::int as n from pg_prepared_statements'),
        ),
      ),
    );
    for (const [row] of later) expect(row!.n).toBeLessThanOrEqual(60);
  });
});

it.each([
  ['a question mark', 'Is it? ?? \\? it is'],
  ['a quote and a backslash', `O'Hara \\ "x"`],
  ['a place', '$1 $2 ::text'],
  ['signs outside the first plane', '😀 制度'],
  ['what looks like an array', '{"a",b}'],
])('a text with %s is stored as it is', async (_what, text) => {
  const answer = await add(text);
  expect(answer.data.addContact.name).toBe(text);
  const { id } = answer.data.addContact;
  const stored = await platform.platform.database.write(
    context,
    async ({ em }) => (await em.findOne(Contact, { id, name: text }))?.name,
  );
  expect(stored).toBe(text);
});
