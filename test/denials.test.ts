import { randomUUID } from 'node:crypto';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Contact } from '../modules/customers/contact.entity.js';
import { Customer } from '../modules/customers/customer.entity.js';
import { BaseEntity } from '../src/access/baseEntity.js';
import { Label } from '../src/access/labels.js';
import { hashPassword } from '../src/access/passwords.js';
import { clause, clearance, role, signedIn } from '../src/access/rules.js';
import type { Denial, ZhiduError } from '../src/errors.js';
import { defineModule } from '../src/module.js';
import { type Answer, TestPlatform } from './harness.js';
import { feedbackOn, type LabelledCustomer, registerLabelled, reportDocument } from './labelledCustomers.js';

@Entity({ schema: 'denials' })
@ObjectType()
class Memo extends BaseEntity {
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  text: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  source: string | null = null;
}

const memoTable = `create table denials.memo (id uuid primary key, version integer not null default 1,
  created_at timestamptz(3) not null, updated_at timestamptz(3) not null, text text, source text)`;

/** Fields that a role and a clearance close. */
const denials = defineModule({
  name: 'denials',
  title: { en: 'Denials', zh: '拒绝' },
  description: 'A module of this test.',
  requires: ['customers'],
  entities: [Memo],
  reads: [Memo],
  migrations: [{ name: '0001-memos', up: memoTable }],
  permissions: {
    calls: { Query: { memo: signedIn, memos: clause('P01.A17', clearance(Label.CONFIDENTIAL)) } },
    rows: { Memo: { read: signedIn } },
    fields: { Memo: { text: clause('P01.A21', role('AUDITOR')), source: clause('P01.A24', clearance(Label.SECRET)) } },
  },
});

const memoId = randomUUID();
let platform: TestPlatform;
let file: LabelledCustomer;
beforeAll(async () => {
  platform = await TestPlatform.open({ modules: [denials], migrate: true });
  file = await registerLabelled(platform, 'customer-information-specialist', 'PUBLIC', '拒绝示例');
  await platform.owner('insert into denials.memo values ($1, 1, now(), now(), $2, $2)', [memoId, '内容']);
});
afterAll(() => platform.close());

const customerService = [
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
];

const denialOf = ({ errors }: Answer) => {
  const { code, ...denial } = errors[0]!.extensions!;
  expect(code).toBe('FORBIDDEN');
  return denial as unknown as {
    clause: string | null;
    missing: ({ kind: string; message: string } & object)[];
    remedy: string;
  };
};

describe('every FORBIDDEN says by which clause, what is missing and who can help', () => {
  const ids = () => ({ id: file.id, contact: file.contactId, form: file.formId });
  it.each<[call: string, who: string, document: string, clause: string | null, missing: object]>([
    [
      'registerCustomer',
      'reader',
      'mutation { registerCustomer(input: { name: "x" }) { id } }',
      'P01.A05',
      { kind: 'ROLE', anyOf: customerService },
    ],
    [
      'updateCustomer',
      'sales-director',
      'mutation { updateCustomer(id: "$id", version: 1, input: {}) { id } }',
      'P01.A05',
      { kind: 'ROLE', anyOf: customerService },
    ],
    [
      'addContact',
      'auditor',
      'mutation { addContact(customerId: "$id", input: { name: "x" }) { id } }',
      'P01.A05',
      { kind: 'ROLE', anyOf: customerService },
    ],
    [
      'removeContact',
      'analyst',
      'mutation { removeContact(id: "$contact", version: 1) }',
      'P01.A05',
      { kind: 'ROLE', anyOf: customerService },
    ],
    [
      'importCustomers',
      'unit-head',
      'mutation { importCustomers(file: "$id") { id } }',
      'P01.A05',
      { kind: 'ROLE', anyOf: customerService },
    ],
    [
      'investigateFeedback',
      'reader',
      'mutation { investigateFeedback(id: "$form", version: 1, verdict: TRUE, finding: "x") { id } }',
      'P06.A03',
      { kind: 'ROLE', anyOf: ['QUALITY_INSPECTOR'] },
    ],
    [
      'setModuleEnabled',
      'reader',
      'mutation { setModuleEnabled(name: "quality", enabled: true) { removedFields } }',
      null,
      { kind: 'ROLE', anyOf: ['ADMINISTRATOR'] },
    ],
    [
      'a list by clearance',
      'reader',
      '{ memos { totalCount } }',
      'P01.A17',
      { kind: 'CLEARANCE', level: 'CONFIDENTIAL' },
    ],
    ['a field by role', 'reader', '{ memo(id: "$memo") { text } }', 'P01.A21', { kind: 'ROLE', anyOf: ['AUDITOR'] }],
    [
      'a field by clearance',
      'reader',
      '{ memo(id: "$memo") { source } }',
      'P01.A24',
      { kind: 'CLEARANCE', level: 'SECRET' },
    ],
    [
      'a filter by a closed field',
      'analyst',
      '{ memos(filter: { text: { eq: "x" } }) { totalCount } }',
      'P01.A21',
      { kind: 'ROLE', anyOf: ['AUDITOR'] },
    ],
    [
      'an order by a closed field',
      'analyst',
      '{ memos(orderBy: [{ source: ASC }]) { totalCount } }',
      'P01.A24',
      { kind: 'CLEARANCE', level: 'SECRET' },
    ],
  ])('%s, by %s', async (_call, who, document, clauseId, missing) => {
    const text = Object.entries({ ...ids(), memo: memoId }).reduce(
      (all, [key, id]) => all.replace(`$${key}`, id),
      document,
    );
    const denial = denialOf(await platform.as(who).run(text));
    expect(denial.clause).toBe(clauseId);
    expect(denial.missing).toEqual([{ ...missing, message: expect.stringMatching(/^It takes .+\.$/) }]);
    expect(denial.remedy).toMatch(/^Ask .+\.$/);
    expect(Object.keys(denial).sort()).toEqual(['clause', 'missing', 'remedy']);
  });

  it('in the language of the request, with the titles of the roles', async () => {
    const answer = await platform
      .as('reader')
      .run('mutation { registerCustomer(input: { name: "x" }) { id } }', {}, 'zh');
    expect(answer.errors[0]!.message).toBe(
      '您无权调用 registerCustomer。须担任以下角色之一：客户服务部经理、客户信息主管、客户信息专员。',
    );
    expect(denialOf(answer)).toEqual({
      clause: 'P01.A05',
      missing: [
        {
          kind: 'ROLE',
          anyOf: customerService,
          message: '须担任以下角色之一：客户服务部经理、客户信息主管、客户信息专员。',
        },
      ],
      remedy: '请由担任该角色的人员办理，或请系统管理员授予您该角色。',
    });
  });

  it('the rest of the answer is there', async () => {
    const { data } = await platform.as('reader').run(`{ memo(id: "${memoId}") { id text source } }`);
    expect(data.memo).toEqual({ id: memoId, text: null, source: null });
  });

  it('to somebody with a one-time password: to choose one', async () => {
    await platform.owner('select access.set_password($1, $2, true)', [
      await platform.personId('unit-head'),
      await hashPassword('given by somebody'),
    ]);
    const denial = denialOf(await platform.as('unit-head').run('{ customers { totalCount } }'));
    expect(denial).toMatchObject({ clause: null, missing: [{ kind: 'PASSWORD' }] });
    expect(denial.remedy).toBe('Choose a new password with changePassword, then sign in again.');
  });

  it('P06.A03 to whoever filled in the form: that somebody else has to investigate it', async () => {
    const inspector = platform.as('quality-inspector');
    const { data } = await inspector.run(reportDocument, feedbackOn(file.id));
    const { id, version } = data.reportFeedback;
    const denial = denialOf(
      await inspector.run(
        `mutation($id: ID!, $version: Int!) { investigateFeedback(id: $id, version: $version, verdict: TRUE, finding: "x") { id } }`,
        { id, version },
      ),
    );
    expect(denial).toMatchObject({ clause: 'P06.A03', missing: [{ kind: 'SOMEBODY_ELSE', property: 'reportedBy' }] });
  });
});

describe('a row that row-level security refuses while it is written is FORBIDDEN by its clause', () => {
  const refusedTo = async (who: string, entity: typeof Customer | typeof Contact, values: object) => {
    const context = await platform.platform.core.contextFor(await platform.personId(who), randomUUID());
    const refused = await context.database
      .write(context, async ({ em }) => {
        const { department } = context.viewer;
        em.create(entity as typeof Customer, { number: randomUUID(), name: 'x', department, ...values } as never);
      })
      .catch((error: ZhiduError) => error);
    return (refused as ZhiduError).extensions as unknown as Denial & { code: string };
  };
  const index = { pinyin: 'x', pinyinInitials: 'x', index: 'x' };

  it.each<[string, string, object, string | null, object[]]>([
    [
      'P01.A22 above the own clearance',
      'customer-information-specialist',
      { label: Label.SECRET },
      'P01.A22',
      [{ kind: 'CLEARANCE' }],
    ],
    [
      'P01.A22 in a compartment',
      'customer-service-manager',
      { compartments: ['A'] },
      'P01.A22',
      [{ kind: 'CLEARANCE' }],
    ],
    [
      'P01.A22 with somebody else for its keeper',
      'customer-service-manager',
      { label: Label.SECRET },
      'P01.A22',
      [{ kind: 'CLEARANCE' }],
    ],
    ['P01.A05 without the role', 'sales-director', {}, 'P01.A05', [{ kind: 'ROLE', anyOf: customerService }]],
  ])('%s', async (_case, who, values, clauseId, missing) => {
    const keeper = await platform.personId('reader');
    expect(await refusedTo(who, Customer, { ...index, keeper, ...values })).toMatchObject({
      code: 'FORBIDDEN',
      clause: clauseId,
      missing,
    });
  });

  it('P01.A22 but of a hidden row that it refers to nothing is said', async () => {
    const hidden = await registerLabelled(platform, 'customer-service-manager', 'SECRET', '隐藏');
    for (const customer of [hidden.id, randomUUID()]) {
      const denial = await refusedTo('customer-information-specialist', Contact, { customer });
      expect(denial).toMatchObject({ code: 'FORBIDDEN', clause: null, missing: [] });
    }
  });
});

it('a mutation that finds a record of which its permissions do not speak is refused, telling its author', async () => {
  const context = await platform.platform.core.contextFor(
    await platform.personId('customer-service-manager'),
    randomUUID(),
  );
  const found = context.database.write(context, (writing) => writing.find('registerCustomer', Customer, file.id));
  await expect(found).rejects.toThrow("add registerCustomer: { type: 'Customer' } to records");
});
