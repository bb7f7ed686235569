import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { makeCreditCode } from './creditCode.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const register = `mutation($input: RegisterCustomerInput!) {
  registerCustomer(input: $input) { id number version name label kind profession pinyinInitials keeper { name } contacts { nodes { name label } } }
}`;
const update = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) {
  updateCustomer(id: $id, version: $version, input: $input) { id version name label telephone }
}`;

const registered = async (who: string, input: object) =>
  (await platform.as(who).run(register, { input })).data.registerCustomer;

describe('P01.A05 registerCustomer: customer service alone writes the register', () => {
  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['administrator', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
    ['analyst', 'FORBIDDEN'],
    ['general-manager', 'FORBIDDEN'],
    ['customer-service-manager', 'ok'],
    ['customer-information-supervisor', 'ok'],
    ['customer-information-specialist', 'ok'],
    ['customer-developer', 'FORBIDDEN'],
    ['sales-director', 'FORBIDDEN'],
    ['quality-inspector', 'FORBIDDEN'],
    ['unit-head', 'FORBIDDEN'],
    ['reader', 'FORBIDDEN'],
  ])('%s: %s', async (who, outcome) => {
    const answer = await platform.as(who).run(register, { input: { name: `由${who}登记` } });
    expect(answer.outcome).toBe(outcome);
  });
});

describe('P01.A03 customers are general or special, and a special one names its profession', () => {
  it.each([
    ['GENERAL without profession', { kind: 'GENERAL' }, 'ok'],
    ['SPECIAL with profession', { kind: 'SPECIAL', profession: 'BANK' }, 'ok'],
    ['SPECIAL without profession', { kind: 'SPECIAL' }, 'BAD_USER_INPUT'],
    ['GENERAL with profession', { kind: 'GENERAL', profession: 'LAWYER' }, 'BAD_USER_INPUT'],
  ])('%s: %s', async (_case, kind, outcome) => {
    const answer = await platform
      .as('customer-service-manager')
      .run(register, { input: { name: '分类测试', ...kind } });
    expect(answer.outcome).toBe(outcome);
  });
});

describe('P01.A06 a file is found by any part of its index', () => {
  it.each([
    ['number', (file: { number: string }) => ({ number: { eq: file.number } })],
    ['name', () => ({ name: { contains: '索引测试' } })],
    ['full pinyin', () => ({ pinyin: { startsWith: 'suoyinceshi' } })],
    ['pinyin initials', () => ({ pinyinInitials: { startsWith: 'sycs' } })],
    ['category', () => ({ kind: { eq: 'SPECIAL' }, index: { contains: 'bank' } })],
    ['keyword', () => ({ index: { contains: '授信' } })],
    ['keyword in any case', () => ({ index: { contains: 'loan' } })],
  ])('P01.A06 by %s', async (_part, filter) => {
    const file = await registered('customer-information-specialist', {
      name: '索引测试银行',
      kind: 'SPECIAL',
      profession: 'BANK',
      keywords: '授信 LOAN',
    });
    const found = await platform
      .as('reader')
      .run('query($filter: CustomerFilter!) { customers(first: 100, filter: $filter) { nodes { id } } }', {
        filter: filter(file),
      });
    const seen = await platform
      .as('customer-developer')
      .run('query($filter: CustomerFilter!) { customers(first: 100, filter: $filter) { nodes { id } } }', {
        filter: filter(file),
      });
    expect(seen.data.customers.nodes).toContainEqual({ id: file.id });
    expect(found.data.customers.nodes).not.toContainEqual({ id: file.id });
  });

  it('P01.A06 the index follows the name', async () => {
    const { id, version } = await registered('customer-information-specialist', { name: '旧名矿业' });
    await platform.as('customer-information-specialist').run(update, { id, version, input: { name: '新名矿业' } });
    const { data } = await platform
      .as('customer-information-specialist')
      .run('query($id: ID!) { customer(id: $id) { pinyin pinyinInitials index } }', { id });
    expect(data.customer).toMatchObject({ pinyin: 'xinmingkuangye', pinyinInitials: 'xmky' });
    expect(data.customer.index).toContain('新名矿业');
    expect(data.customer.index).not.toContain('旧名');
  });
});

describe('P02.A04 the standard fields of a file', () => {
  const whole = {
    name: '大同市恒岳矿山机械有限公司',
    creditCode: ' 91350100m000100y43 ',
    legalRepresentative: '韩玉林',
    address: '山西省大同市云冈区新泉路 8 号',
    postalCode: '037001',
    telephone: '0352-7012345',
    fax: '0352-7012346',
    webAddress: 'https://www.hengyue.example',
    businessScope: '矿山机械制造、销售;技术服务',
    capitalAmount: 30_000_000.5,
    capitalCurrency: 'CNY',
    foundedOn: '2009-06-18',
    enterpriseType: '有限责任公司',
    province: '山西省',
    city: '大同市',
    keywords: '液压支架',
  };

  it('P02.A04 come back as they were written, the credit code in capitals', async () => {
    const { id } = await registered('customer-information-specialist', whole);
    const { data } = await platform
      .as('customer-information-specialist')
      .run(`query($id: ID!) { customer(id: $id) { ${Object.keys(whole).join(' ')} } }`, { id });
    expect(data.customer).toEqual({ ...whole, creditCode: '91350100M000100Y43' });
  });

  it('P02.A04 everything that is wrong is said at once, each with its path', async () => {
    const { errors, outcome } = await platform.as('customer-information-specialist').run(register, {
      input: {
        name: '',
        creditCode: '91350100M000100Y44',
        postalCode: '12345',
        webAddress: 'javascript:alert(1)',
        capitalAmount: -1,
        capitalCurrency: '元',
        foundedOn: '2015-02-30',
        kind: 'SPECIAL',
        contacts: [{ name: '', email: 'nobody' }],
      },
    });
    expect(outcome).toBe('BAD_USER_INPUT');
    const problems = errors[0]!.extensions!['problems'] as { path: string; message: string }[];
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'input.capitalAmount',
      'input.capitalCurrency',
      'input.contacts.0.email',
      'input.contacts.0.name',
      'input.creditCode',
      'input.foundedOn',
      'input.kind',
      'input.name',
      'input.postalCode',
      'input.webAddress',
    ]);
  });

  it('P02.A04 a second file for the same credit code is a conflict that names the first', async () => {
    const input = { name: '甲公司', creditCode: '91110000802100433B' };
    const first = await registered('customer-information-specialist', input);
    const { outcome, errors } = await platform.as('customer-information-supervisor').run(register, { input });
    expect(outcome).toBe('CONFLICT');
    expect(errors[0]!.message).toContain(first.number);
  });

  it('P02.A04 of two who register the same credit code at once under different labels, one is refused', async () => {
    const make = (label: string) =>
      platform
        .as('customer-service-manager')
        .run(register, { input: { name: '同码公司', creditCode: makeCreditCode('9111000010000104X'), label } });
    const outcomes = (await Promise.all([make('PUBLIC'), make('INTERNAL')])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['CONFLICT', 'ok']);
  });

  it('P02.A04 of two who change the same version, one is refused and nothing of it is kept', async () => {
    const { id, version } = await registered('customer-information-specialist', { name: '并发公司' });
    const change = (telephone: string) =>
      platform.as('customer-information-specialist').run(update, { id, version, input: { telephone } });
    const outcomes = (await Promise.all([change('111'), change('222')])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['CONFLICT', 'ok']);
  });

  it('P02.A04 twenty who register at once get twenty different numbers', async () => {
    const files = await Promise.all(
      Array.from({ length: 20 }, (_, i) => registered('customer-service-manager', { name: `同时登记${i}` })),
    );
    expect(new Set(files.map(({ number }) => number)).size).toBe(20);
  });
});

describe('P04.A04 contacts belong to the file', () => {
  it('P04.A04 are registered with it, added and removed', async () => {
    const specialist = platform.as('customer-information-specialist');
    const { id } = await registered('customer-information-specialist', {
      name: '联系人公司',
      contacts: [{ name: '钱一' }],
    });
    const added = await specialist.run(
      'mutation($id: ID!) { addContact(customerId: $id, input: { name: "钱二", post: "采购" }) { id version label customer { id } } }',
      { id },
    );
    expect(added.data.addContact).toMatchObject({ label: 'INTERNAL', customer: { id } });
    await specialist.run(
      'mutation($id: ID!, $version: Int!) { removeContact(id: $id, version: $version) }',
      added.data.addContact,
    );
    const { data } = await specialist.run('query($id: ID!) { customer(id: $id) { contacts { nodes { name } } } }', {
      id,
    });
    expect(data.customer.contacts.nodes).toEqual([{ name: '钱一' }]);
  });
});

describe('P01.A22 labels when a file is written', () => {
  it.each([
    ['customer-information-specialist', { label: 'CONFIDENTIAL' }, 'ok'],
    ['customer-information-specialist', { label: 'SECRET' }, 'BAD_USER_INPUT'],
    ['customer-information-supervisor', { label: 'TOP_SECRET' }, 'ok'],
    ['customer-information-supervisor', { compartments: ['北方'] }, 'BAD_USER_INPUT'],
  ])('P01.A22 %s registers %j: %s', async (who, input, outcome) => {
    expect((await platform.as(who).run(register, { input: { name: '密级测试', ...input } })).outcome).toBe(outcome);
  });

  it('P01.A22 a SECRET file is kept by whoever registers it', async () => {
    const keeperId = await platform.personId('customer-information-specialist');
    const { outcome, errors } = await platform
      .as('customer-service-manager')
      .run(register, { input: { name: '机密公司', label: 'SECRET', keeperId } });
    expect(outcome).toBe('BAD_USER_INPUT');
    expect(errors[0]!.message).toContain('input.keeperId');
  });

  it.each([
    ['raised by its keeper', 'customer-service-manager', 'INTERNAL', { label: 'SECRET' }, 'ok'],
    ['raised by another', 'customer-information-supervisor', 'INTERNAL', { label: 'SECRET' }, 'BAD_USER_INPUT'],
    ['lowered', 'customer-service-manager', 'CONFIDENTIAL', { label: 'INTERNAL' }, 'BAD_USER_INPUT'],
    [
      'raised above the clearance',
      'customer-information-specialist',
      'INTERNAL',
      { label: 'TOP_SECRET' },
      'BAD_USER_INPUT',
    ],
  ])('P01.A22 a label is %s: %s', async (_case, who, before, input, outcome) => {
    const { id, version } = await registered('customer-service-manager', { name: '升密公司', label: before });
    expect((await platform.as(who).run(update, { id, version, input })).outcome).toBe(outcome);
  });
});
