import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

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
