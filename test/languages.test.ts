import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Condition, MissingKind } from '../src/access/conditions.js';
import { Label } from '../src/access/labels.js';
import { wordsOf } from '../src/access/remedies.js';
import * as errors from '../src/errors.js';
import { ZhiduError } from '../src/errors.js';
import type { Message } from '../src/languages/message.js';
import { TestPlatform } from './harness.js';

const chinese = /\p{Script=Han}/u;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

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
      tooCostly: ['cost', 2, 1, text],
      tooLong: [2, 1],
      rateLimited: [text, 1, 1],
      internalError: ['id'],
    };
    const factories = Object.entries(errors).filter(
      ([name, one]) => typeof one === 'function' && !['ZhiduError', 'BadInput'].includes(name),
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
        // Commands are typed as they are in either language.
        const text = (plain ?? quoted ?? template)!.replace(/\$\{[^}]*\}|npm run [a-z]+( -- [a-z-]+)*/g, '');
        counts[locale as 'en' | 'zh'] += 1;
        const codes =
          locale === 'zh' &&
          (template ?? '').match(/\$\{(?!zhOf|titlesIn)[^}]*\b(status|state|label|clearance|verdict)\}/);
        if (codes) expect.fail(`${name}: ${codes[0]} shows a code in a Chinese text; name it with zhOf`);
        if (locale === 'zh' && /[A-Za-z]{3} [a-z]{2}/.test(text)) expect.fail(`${name}: ${text}`);
        if (locale === 'zh') expect(text, name).not.toMatch(/\b(PUBLIC|INTERNAL|CONFIDENTIAL|SECRET|TOP_SECRET)\b/);
        // What a register's cells have to say is Chinese in any language.
        if (locale === 'en' && !/register|capital/.test(name)) expect(text, name).not.toMatch(chinese);
      }
    expect(counts.zh).toBeGreaterThanOrEqual(counts.en);
    expect(counts.en).toBeGreaterThan(150);
  });
});

const inBoth = async (who: string, document: string, variables?: Record<string, unknown>) => ({
  en: await platform.as(who).run(document, variables, 'en'),
  zh: await platform.as(who).run(document, variables, 'zh'),
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
