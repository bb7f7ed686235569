import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Condition, MissingKind } from '../src/access/conditions.js';
import { Label } from '../src/access/labels.js';
import { wordsOf } from '../src/access/remedies.js';
import * as errors from '../src/errors.js';
import { ZhiduError } from '../src/errors.js';
import { locales, type Message } from '../src/languages/message.js';
import { type Answer, TestPlatform } from './harness.js';
import { csv, ImportClient } from './importClient.js';
import { type LabelledCustomer, registerLabelled } from './labelledCustomers.js';

const supervisor = 'customer-information-supervisor';
const chinese = /\p{Script=Han}/u;

let client: ImportClient;
let platform: TestPlatform;
let file: LabelledCustomer;
beforeAll(async () => {
  client = await ImportClient.open();
  platform = client.platform;
  file = await registerLabelled(platform, supervisor, 'PUBLIC', '语言');
});
afterAll(() => client.close());

/** Both texts are there, each in its language. */
function expectBoth(where: string, message: Message | undefined): void {
  expect(message, where).toEqual({ en: expect.any(String), zh: expect.any(String) });
  expect(message!.en, where).toMatch(/[A-Za-z]/);
  expect(message!.en, where).not.toMatch(chinese);
  expect(message!.zh, where).toMatch(chinese);
}

describe('every text is there in English and in Chinese:', () => {
  it('titles of modules, roles, policies and clauses', () => {
    for (const { name, title, roles, clauses } of platform.platform.modules) {
      expectBoth(name, title);
      for (const [role, roleTitle] of Object.entries(roles ?? {})) expectBoth(role, roleTitle);
      for (const policy of clauses ?? []) {
        expectBoth(policy.id, policy.title);
        expectBoth(policy.id, policy.owner);
        for (const clause of policy.clauses)
          for (const text of [clause.title, clause.summary]) expectBoth(clause.id, text);
      }
    }
  });

  it('titles of all values of all enums', () => {
    const enums = Object.values(platform.platform.schemas.full.getTypeMap()).filter(isEnumType);
    const own = enums.filter(({ name }) => !name.startsWith('__'));
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['Label', 'Sort', 'Profession', 'Severity']));
    for (const type of own)
      for (const value of type.getValues())
        expectBoth(`${type.name}.${value.name}`, value.extensions.title as Message | undefined);
  });

  it('what is missing for a permission, and what to do about it', () => {
    const more: Partial<Condition>[] = [
      {},
      { anyOf: ['A'] },
      { anyOf: ['A', 'B'] },
      { level: Label.SECRET },
      { action: 'read' },
      { property: 'keeper' },
    ];
    for (const kind of Object.values(MissingKind))
      for (const given of more) {
        const { message, remedy } = wordsOf({ kind, ...given }, new Map());
        expectBoth(kind, message);
        expectBoth(kind, remedy);
      }
  });

  it('the errors of src/errors.ts', () => {
    const text = { en: 'Text.', zh: '文字。' };
    const given: Record<string, unknown[]> = {
      unauthenticated: [],
      forbidden: [text],
      notFound: ['Customer'],
      badInput: [[{ path: 'x', message: text }]],
      conflict: [text],
      invalidState: [text],
      moduleDisabled: ['quality', 'feedbackForms'],
      payloadTooLarge: [text],
      unsupportedMediaType: [text],
      serviceUnavailable: [],
      internalError: ['id'],
    };
    const factories = Object.entries(errors).filter(
      ([name, one]) => typeof one === 'function' && name !== 'ZhiduError',
    );
    const made = factories.map(([name, make]) =>
      (make as (...of: unknown[]) => unknown)(...(given[name] ?? [text, text])),
    );
    for (const error of made) {
      expect(error).toBeInstanceOf(ZhiduError);
      expectBoth((error as ZhiduError).code, (error as ZhiduError).text);
    }
    const codes = new Set(made.map((error) => (error as ZhiduError).code));
    const byOthers = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST'];
    expect([...codes, ...byOthers].sort()).toEqual(Object.keys(errors.errorCodes).sort());
  });

  it('every literal in the source that has both', () => {
    const root = resolve(import.meta.dirname, '..');
    const sources = ['src', 'modules'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => join(folder, name)),
    );
    const literal = /\b(en|zh): (?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;
    const counts = { en: 0, zh: 0 };
    for (const name of sources)
      for (const [, locale, plain, quoted, template] of readFileSync(join(root, name), 'utf8').matchAll(literal)) {
        const text = (plain ?? quoted ?? template)!.replace(/\$\{[^}]*\}/g, '');
        counts[locale as 'en' | 'zh'] += 1;
        if (locale === 'zh' && /[A-Za-z]{3} [a-z]{2}/.test(text)) expect.fail(`${name}: ${text}`);
        // What a register's cells have to say is Chinese in any language.
        if (locale === 'en' && !/register|capital/.test(name)) expect(text, name).not.toMatch(chinese);
      }
    expect(counts.zh).toBeGreaterThanOrEqual(counts.en);
    expect(counts.en).toBeGreaterThan(150);
  });
});

type Bad = [mutation: string, who: string, document: string, variables?: Record<string, unknown>];

const longText = 'x'.repeat(20_000);
const change = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: $version, input: $input) { id } }`;
const register = `mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }`;
const report = `mutation($input: ReportFeedbackInput!) { reportFeedback(input: $input) { id } }`;

/** Input that each mutation refuses, one of each kind of refusal. */
const bad = (): Bad[] => [
  ['signIn', 'anyone', 'mutation { signIn(name: "nobody", password: "x") { expiresAt } }'],
  ['signIn', 'anyone', 'mutation($x: String!) { signIn(name: $x, password: $x) { expiresAt } }', { x: longText }],
  ['signIn', 'anyone', 'mutation { signIn(name: 1) { expiresAt } }'],
  ['changePassword', 'reader', 'mutation { changePassword(currentPassword: "x", newPassword: "short") { id } }'],
  [
    'changePassword',
    'reader',
    'mutation { changePassword(currentPassword: "wrong", newPassword: "long enough for all") { id } }',
  ],
  ['changePassword', 'anyone', 'mutation { changePassword(currentPassword: "x", newPassword: "x") { id } }'],
  [
    'setModuleEnabled',
    'administrator',
    'mutation { setModuleEnabled(name: "nothing", enabled: true) { removedFields } }',
  ],
  [
    'setModuleEnabled',
    'administrator',
    'mutation { setModuleEnabled(name: "access", enabled: false) { removedFields } }',
  ],
  [
    'setModuleEnabled',
    'administrator',
    'mutation { setModuleEnabled(name: "customers", enabled: false) { removedFields } }',
  ],
  ['setModuleEnabled', 'reader', 'mutation { setModuleEnabled(name: "quality", enabled: false) { removedFields } }'],
  [
    'registerCustomer',
    supervisor,
    register,
    {
      input: {
        name: '',
        kind: 'SPECIAL',
        creditCode: '91330000',
        legalRepresentative: longText,
        postalCode: 'x',
        telephone: longText,
        webAddress: 'x',
        businessScope: longText,
        capitalAmount: -1,
        capitalCurrency: 'x',
        foundedOn: '2026-02-30',
        compartments: Array(60).fill('x'),
        keeperId: 'x',
        departmentId: 'x',
        contacts: [{ name: '', post: longText, email: 'x' }],
      },
    },
  ],
  [
    'registerCustomer',
    supervisor,
    register,
    { input: { name: 'x', kind: 'GENERAL', profession: 'BANK', capitalAmount: 1e16 } },
  ],
  ['registerCustomer', supervisor, register, { input: { name: 'x', contacts: Array(30).fill({ name: 'x' }) } }],
  [
    'registerCustomer',
    supervisor,
    register,
    { input: { name: ' ', compartments: ['A'], label: 'SECRET', keeperId: randomUUID() } },
  ],
  ['registerCustomer', 'customer-information-specialist', register, { input: { name: 'x', label: 'SECRET' } }],
  ['registerCustomer', supervisor, register, { input: { name: 'x', creditCode: file.creditCode } }],
  ['registerCustomer', supervisor, register, { input: { name: 'x', label: 'ROYAL', fax: 1, nothing: 2 } }],
  ['registerCustomer', supervisor, register, {}],
  ['registerCustomer', 'reader', register, { input: { name: 'x' } }],
  ...['91330000799695O966', '913300007996950967', '330106000012345', '12345678-9', '9.1E+17', '0'.repeat(18)].map(
    (creditCode): Bad => ['registerCustomer', supervisor, register, { input: { name: 'x', creditCode } }],
  ),
  ['updateCustomer', supervisor, change, { id: 'x', version: 1, input: {} }],
  ['updateCustomer', supervisor, change, { id: file.id, version: 99, input: {} }],
  ['updateCustomer', supervisor, change, { id: file.id, version: 1, input: { name: '', keeperId: 'x' } }],
  [
    'updateCustomer',
    'customer-information-specialist',
    change,
    { id: file.id, version: 1, input: { label: 'SECRET' } },
  ],
  ['updateCustomer', supervisor, change, { id: file.id, version: 1.5, input: null }],
  [
    'addContact',
    supervisor,
    'mutation($id: ID!) { addContact(customerId: $id, input: { name: "", email: "x" }) { id } }',
    { id: file.id },
  ],
  ['addContact', supervisor, 'mutation { addContact(customerId: "x", input: { name: "x" }) { id } }'],
  ['removeContact', supervisor, 'mutation { removeContact(id: "x", version: 1) }'],
  ['removeContact', supervisor, 'mutation($id: ID!) { removeContact(id: $id, version: 9) }', { id: file.contactId }],
  ['importCustomers', supervisor, 'mutation { importCustomers(file: "x") { id } }'],
  ['importCustomers', 'reader', 'mutation { importCustomers(file: "x") { id } }'],
  [
    'reportFeedback',
    supervisor,
    report,
    { input: { customerId: 'x', product: '', report: longText, severity: 'MINOR', lot: longText, reportedOn: 'x' } },
  ],
  [
    'reportFeedback',
    supervisor,
    report,
    { input: { customerId: randomUUID(), product: 'x', report: 'x', severity: 'MINOR' } },
  ],
  ['reportFeedback', supervisor, report, { input: { severity: 'HUGE' } }],
  [
    'investigateFeedback',
    'quality-inspector',
    'mutation { investigateFeedback(id: "x", version: 1, isTrue: true, finding: "") { id } }',
  ],
  [
    'investigateFeedback',
    'quality-inspector',
    'mutation { investigateFeedback(id: "x", version: 1, isTrue: true, finding: "x") { id } }',
  ],
  ['query', 'reader', '{ customers(first: 1000, filter: { name: { eq: null }, number: null }) { totalCount } }'],
  ['query', 'reader', '{ customers(first: -1, last: 2, after: "x", before: "y") { totalCount } }'],
  ['query', 'reader', '{ customers(first: 1, after: "x") { nodes { id } } }'],
  ['query', 'reader', `{ customers(filter: { name: { in: [${'"x",'.repeat(1001)}] } }) { totalCount } }`],
  ['query', 'reader', `{ customers(orderBy: [${'{ name: ASC },'.repeat(11)}]) { totalCount } }`],
  ['query', 'reader', `query($x: String!) { customers(filter: { name: { eq: $x } }) { totalCount } }`, { x: longText }],
  ['query', 'reader', `{ customers(filter: ${'{ not: '.repeat(11)}{}${' }'.repeat(11)}) { totalCount } }`],
  ['query', 'reader', '{ explainAccess(type: "Nothing", id: "x", action: "read") { allowed } }'],
  ['query', 'reader', '{ explainAccess(type: "Customer", id: "x", action: "burn") { allowed } }'],
  ['query', 'reader', '{ enumTitles(name: "Nothing") { title } }'],
  ['query', 'anyone', '{ customers { totalCount } }'],
];

/** What graphql-js finds wrong with a document: in Chinese each kind has a sentence of its own. */
const broken: [document: string, variables?: Record<string, unknown>][] = [
  ['{ customers'],
  ['{ customers { nodes { id } } } }'],
  ['{ customers(first: ) { totalCount } }'],
  ['{ nothing }'],
  ['{ customers(nothing: 1) { totalCount } }'],
  ['{ customers }'],
  ['{ customers { totalCount { x } } }'],
  ['{ customer { id } }'],
  ['{ customer(id: null) { id } }'],
  ['{ customers(first: "x") { totalCount } }'],
  ['{ customers(first: 1.5) { totalCount } }'],
  ['{ customers(filter: { label: { eq: ROYAL } }) { totalCount } }'],
  ['{ customers(filter: { label: { eq: "SECRET" } }) { totalCount } }'],
  ['{ customers(filter: { nothing: 1 }) { totalCount } }'],
  ['{ customers(orderBy: [{ name: ASC, number: ASC }]) { totalCount } }'],
  ['{ customers { nodes { ...Nothing } } }'],
  ['{ customers { nodes { ... on Nothing { id } } } }'],
  ['{ customers @nothing { totalCount } }'],
  ['query($id: ID!) { customer(id: $nothing) { id } }', { id: 'x' }],
  ['query($id: Int!) { customer(id: $id) { id } }', { id: 1 }],
  ['query($id: ID!) { customer(id: $id) { id } }'],
  ['query($id: ID!) { customer(id: $id) { id } }', { id: null }],
  ['query($id: ID!) { customer(id: $id) { id } }', { id: [] }],
  ['query($first: Int) { customers(first: $first) { totalCount } }', { first: 'x' }],
  ['query($first: Int) { customers(first: $first) { totalCount } }', { first: 1.5 }],
  ['query($first: Int) { customers(first: $first) { totalCount } }', { first: 1e12 }],
  [register, { input: 'x' }],
  [register, { input: {} }],
  [register, { input: { name: null } }],
  [register, { input: { name: 'x', label: 1 } }],
  [register, { input: { name: 'x', label: 'ROYAL' } }],
  [register, { input: { name: 'x', nothing: 1 } }],
  [register, { input: { name: 'x', capitalAmount: 'x' } }],
  ['query($by: [CustomerOrder!]) { customers(orderBy: $by) { totalCount } }', { by: [{ name: 'ASC', number: 'ASC' }] }],
  ['subscription { nothing }'],
];

const messagesOf = ({ errors: found }: Answer): string[] =>
  found.flatMap(({ message, extensions }) => {
    const {
      problems = [],
      missing = [],
      remedy,
    } = extensions as { problems?: { message: string }[]; missing?: { message: string }[]; remedy?: string };
    return [message, ...[...problems, ...missing].map((one) => one.message), ...(remedy ? [remedy] : [])];
  });

/** Words that are the same in any language: names of the schema, formats, and what the client wrote itself. */
let names: Set<string>;
beforeAll(() => {
  const types = Object.values(platform.platform.schemas.full.getTypeMap());
  names = new Set([
    ...types.flatMap((type) => [
      type.name,
      ...(isEnumType(type) ? type.getValues().map(({ name }) => name) : []),
      ...(isInputObjectType(type) || isObjectType(type) ? Object.keys(type.getFields()) : []),
      ...(isObjectType(type)
        ? Object.values(type.getFields()).flatMap(({ args }) => args.map(({ name }) => name))
        : []),
    ]),
    ...platform.platform.modules.map(({ name }) => name),
    ...[
      'id',
      'null',
      'input',
      'http',
      'https',
      'GraphQL',
      'true',
      'read',
      'version',
      'YYYY',
      'MM',
      'DD',
      'CNY',
      'U',
      'Y',
    ],
    ...[
      'name',
      'company',
      'example',
      'accessToken',
      'Authorization',
      'Bearer',
      'cascade',
      'subscription',
      'O',
      'nothing',
      'burn',
      'delete',
      'update',
    ],
  ]);
});

/** The Latin words of a Chinese text that are no names. */
const strangers = (text: string): string[] =>
  (text.replace(/"[^"]*"/g, '').match(/\w[\w-]*/g) ?? []).filter(
    (word) => /^[A-Za-z]{2,}$/.test(word) && !names.has(word) && !/^x+$/.test(word),
  );

const inBoth = async (who: string, document: string, variables?: Record<string, unknown>) => ({
  en: await platform.as(who).run(document, variables, 'en'),
  zh: await platform.as(who).run(document, variables, 'zh'),
});

describe('bad input is refused in the language of the request, and in no other', () => {
  it('for every mutation', async () => {
    const found = new Map<string, number>();
    for (const [mutation, who, document, variables] of bad()) {
      const { en, zh } = await inBoth(who, document, variables);
      const where = `${mutation} ${who} ${JSON.stringify(variables ?? document).slice(0, 200)}`;
      expect(en.errors.length, where).toBeGreaterThan(0);
      for (const text of messagesOf(en)) expect(text, where).not.toMatch(chinese);
      for (const text of messagesOf(zh)) {
        expect(text, where).toMatch(chinese);
        expect(strangers(text), `${where}: ${text}`).toEqual([]);
      }
      found.set(mutation, (found.get(mutation) ?? 0) + 1);
    }
    const mutations = Object.keys(platform.platform.schemas.full.getMutationType()!.getFields());
    expect([...found.keys()].sort()).toEqual([...mutations, 'query'].sort());
  });

  it.each(broken)('what graphql-js finds wrong with %s %j', async (document, variables) => {
    const { en, zh } = await inBoth(supervisor, document, variables);
    expect(en.errors.length).toBeGreaterThan(0);
    const general = /^(查询语句不符合 GraphQL 语法|查询与模式不符|变量与其类型不符|请求不是有效的)/;
    for (const text of messagesOf(en)) expect(text).not.toMatch(chinese);
    for (const text of messagesOf(zh)) {
      expect(text).toMatch(chinese);
      expect(text).not.toMatch(general);
    }
  });

  it('the language changes no code, no path and nothing that is decided', async () => {
    const form = ({ errors: found, data }: Answer) => ({
      data,
      errors: found.map(({ path, locations, extensions }) => ({
        path,
        locations,
        code: extensions!.code,
        problems: (extensions!.problems as { path: string }[] | undefined)?.map((problem) => problem.path),
      })),
    });
    for (const [, who, document, variables] of bad()) {
      const { en, zh } = await inBoth(who, document, variables);
      expect(form(zh)).toEqual(form(en));
    }
  });
});

describe('titles are in the language of the request', () => {
  it.each([
    [
      '{ modules { name title } }',
      'modules',
      { name: 'quality', title: 'Quality information' },
      { name: 'quality', title: '质量信息' },
    ],
    [
      '{ enumTitles(name: "Label") { value title } }',
      'enumTitles',
      { value: 'TOP_SECRET', title: 'Top secret' },
      { value: 'TOP_SECRET', title: '绝密' },
    ],
    [
      '{ enumTitles(name: "Sort") { value title } }',
      'enumTitles',
      { value: 'ASC', title: 'Ascending' },
      { value: 'ASC', title: '升序' },
    ],
    [
      '{ policies { id title } }',
      'policies',
      { id: 'P06', title: 'Quality information management' },
      { id: 'P06', title: '质量信息管理制度' },
    ],
  ])('%s', async (document, field, english, chineseTitle) => {
    const { en, zh } = await inBoth('reader', document);
    expect(en.data[field]).toContainEqual(english);
    expect(zh.data[field]).toContainEqual(chineseTitle);
  });

  it('and of an enum that is switched off there are none', async () => {
    const set = (enabled: boolean) =>
      platform
        .as('administrator')
        .run(`mutation { setModuleEnabled(name: "quality", enabled: ${enabled}) { removedFields } }`);
    await set(false);
    expect((await platform.as('reader').run('{ enumTitles(name: "Severity") { title } }')).outcome).toBe(
      'BAD_USER_INPUT',
    );
    await set(true);
    expect((await platform.as('reader').run('{ enumTitles(name: "Severity") { title } }')).outcome).toBe('ok');
  });
});

describe('over HTTP', () => {
  const send = async (path: string, init: RequestInit = {}, language = 'zh-CN,zh;q=0.9,en;q=0.5') => {
    const response = await fetch(`${client.base}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'accept-language': language },
    });
    return { response, text: await response.text() };
  };
  const json = { 'content-type': 'application/json' };
  const query = (text: string) => ({ method: 'POST', headers: json, body: JSON.stringify({ query: text }) });

  it('the answer names its language and that it depends on it', async () => {
    const { response } = await send('/graphql', query('{ viewer { id } }'));
    expect(response.headers.get('content-language')).toBe('zh');
    expect(response.headers.get('vary')).toMatch(/Accept-Language/i);
    expect((await send('/health/live', {}, 'en')).response.headers.get('content-language')).toBe('en');
  });

  it.each<[string, string, RequestInit]>([
    ['a refused call', '/graphql', query('{ customers { totalCount } }')],
    ['a forged token', '/graphql', { ...query('{ viewer { id } }'), headers: { ...json, authorization: 'Bearer x' } }],
    ['no query', '/graphql', { method: 'POST', headers: json, body: '{}' }],
    ['no JSON', '/graphql', { method: 'POST', headers: json, body: '{' }],
    ['a foreign kind of content', '/graphql', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'x' }],
    [
      'a body that is too large',
      '/graphql',
      { method: 'POST', headers: json, body: JSON.stringify({ query: 'x'.repeat(2 ** 21) }) },
    ],
    ['a place with nothing', '/nothing', {}],
    ['a file of nobody', '/files', { method: 'POST', body: new FormData() }],
    ['an import of nobody', '/imports/x/refused.csv', {}],
  ])('%s is refused in Chinese, or in English', async (_case, path, init) => {
    const zh = await send(path, init);
    expect(zh.response.status).toBeGreaterThanOrEqual(init.method === 'POST' && path === '/graphql' ? 200 : 400);
    const [{ message }] = JSON.parse(zh.text).errors;
    expect(message).toMatch(chinese);
    const en = await send(path, init, 'en');
    expect(JSON.parse(en.text).errors[0].message).not.toMatch(chinese);
    expect(en.response.status).toBe(zh.response.status);
  });

  it('P02.A04 an import keeps its reasons in the language of whoever began it', async () => {
    const reasons: Record<string, string[]> = {};
    for (const locale of locales) {
      const body = new FormData();
      body.append('file', new File([csv('企业名称,邮政编码', `甲${locale},12`, `乙${locale},"x`)], 'x.csv'));
      const headers = { authorization: `Bearer ${await platform.tokenOf(supervisor)}` };
      const sent = await send('/files', { method: 'POST', headers, body }, locale);
      const { id } = JSON.parse(sent.text);
      const begun = await send(
        '/graphql',
        {
          ...query(`mutation { importCustomers(file: "${id}") { refusedLines { nodes { reason } } } }`),
          headers: { ...json, ...headers },
        },
        locale,
      );
      reasons[locale] = JSON.parse(begun.text).data.importCustomers.refusedLines.nodes.map(
        ({ reason }: { reason: string }) => reason,
      );
    }
    expect(reasons.en).toHaveLength(2);
    expect(reasons.zh).toHaveLength(2);
    for (const reason of reasons.en!) expect(reason).not.toMatch(chinese);
    for (const reason of reasons.zh!) expect(reason).toMatch(chinese);
  });
});
