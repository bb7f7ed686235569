import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badInputsOfAppraisal } from './appraisalCalls.js';
import { badInputsOfAttachments } from './attachmentCalls.js';
import { badInputs, brokenDocuments } from './badInputs.js';
import { badInputsOfApprovals } from './badInputsOfApprovals.js';
import { badInputsOfFiles } from './badInputsOfFiles.js';
import { badInputsOfPolicies } from './badInputsOfPolicies.js';
import { badInputsOfRelations } from './badInputsOfRelations.js';
import { badInputsOfReports } from './badInputsOfReports.js';
import { badInputsOfSatisfaction } from './badInputsOfSatisfaction.js';
import { type Answer, TestPlatform } from './harness.js';
import { type LabelledCustomer, registerLabelled } from './labelledCustomers.js';
import { badInputsOfQuality } from './qualityCalls.js';
import { badInputsOfScreening, wordListEditor } from './screeningCalls.js';
import { tabledModules } from './tabledModules.js';

const supervisor = 'customer-information-supervisor';
const chinese = /\p{Script=Han}/u;

let platform: TestPlatform;
let file: LabelledCustomer;
let editor: string;
let ids: Record<'reader' | 'administrator', string>;
beforeAll(async () => {
  platform = await TestPlatform.open();
  file = await registerLabelled(platform, supervisor, 'PUBLIC', '语言');
  editor = await wordListEditor(platform);
  ids = { reader: await platform.personId('reader'), administrator: await platform.personId('administrator') };
});
afterAll(() => platform.close());

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
    ...platform.platform.modules.flatMap(({ name, roles = {}, approvals = [], interpretations = [] }) => [
      name,
      ...Object.keys(roles),
      ...approvals.map((approval) => approval.name),
      ...interpretations.flatMap(({ id, choices }) => [...id.split('.'), ...Object.keys(choices)]),
    ]),
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
      'reader',
      'administrator',
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

const allBadInputs = () => [
  ...badInputs(file, ids),
  ...badInputsOfApprovals(file, ids),
  ...badInputsOfFiles(file, ids),
  ...badInputsOfRelations(file),
  ...badInputsOfSatisfaction(),
  ...badInputsOfReports(),
  ...badInputsOfPolicies(),
  ...badInputsOfAttachments(),
  ...badInputsOfQuality(file),
  ...badInputsOfAppraisal(),
  ...badInputsOfScreening(editor),
];

describe('bad input is refused in the language of the request, and in no other', () => {
  it('for every mutation', async () => {
    const found = new Map<string, number>();
    for (const [mutation, who, document, variables] of allBadInputs()) {
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
    const tabled = platform.rootFieldsOf(...tabledModules);
    const mutations = Object.keys(platform.platform.schemas.full.getMutationType()!.getFields());
    const expected = mutations.filter((mutation) => tabled.includes(mutation));
    expect([...found.keys()].sort()).toEqual([...expected, 'query'].sort());
  });

  it.each(brokenDocuments)('what graphql-js finds wrong with %s %j', async (document, variables) => {
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
    for (const [, who, document, variables] of allBadInputs()) {
      const { en, zh } = await inBoth(who, document, variables);
      expect(form(zh)).toEqual(form(en));
    }
  });
});
