import type { ErrorCode } from '../errors.js';

type Words = (...parts: string[]) => string;

/**
 * What graphql-js and Apollo say in English, in Chinese. Where they change their words, the general sentence of the code
 * stands in their place; test/languages.test.ts would tell.
 */
const sentences: [RegExp, Words][] = [
  [
    /^Variable "\$(\w+)" of required type "(.+)" was not provided\.$/,
    (name, type) => `缺少变量 "$${name}"，其类型为 "${type}"。`,
  ],
  [
    /^Variable "\$(\w+)" of non-null type "(.+)" must not be null\.$/,
    (name, type) => `变量 "$${name}" 的类型为 "${type}"，不能为 null。`,
  ],
  [
    /^Variable "\$(\w+)" got invalid value (.+?)(?: at "([^"]+)")?; (.+)$/s,
    (name, value, path, reason) =>
      `变量 "$${name}"${path ? ` 的 "${path}"` : ''} 的值 ${value} 无效：${inChinese(reason) ?? '与其类型不符。'}`,
  ],
  [/^Variable "\$(\w+)" is not defined.*\.$/, (name) => `变量 "$${name}" 没有声明。`],
  [/^Variable "\$(\w+)" is never used.*\.$/, (name) => `变量 "$${name}" 没有用到。`],
  [
    /^Variable "\$(\w+)" of type "(.+)" used in position expecting type "(.+)"\.$/,
    (name, type, expected) => `变量 "$${name}" 的类型为 "${type}"，此处应为 "${expected}"。`,
  ],
  [
    /^Field "(\w+)" of required type "(.+)" was not provided\.$/,
    (name, type) => `缺少字段 "${name}"，其类型为 "${type}"。`,
  ],
  [/^Field "(\w+)" is not defined by type "(\w+)"\..*$/, (name, type) => `类型 "${type}" 没有字段 "${name}"。`],
  [
    /^Field "([\w.]+)" of required type "(.+)" was not provided\.$/,
    (name, type) => `缺少字段 "${name}"，其类型为 "${type}"。`,
  ],
  [/^Value "(.+)" does not exist in "(\w+)" enum\..*$/s, (value, type) => `"${type}" 没有值 "${value}"。`],
  [/^Enum "(\w+)" cannot represent .*?: (.+?)\.?$/s, (type, value) => `${value} 不是 "${type}" 的值。`],
  [/^(\w+) cannot represent .*?: (.+)$/s, (type, value) => `${value} 不是 ${type}。`],
  [/^Expected non-nullable type "(.+)" not to be null\.$/, (type) => `类型为 "${type}"，不能为 null。`],
  [/^Expected type "(.+)" to be an object\.$/, (type) => `类型 "${type}" 应为对象。`],
  [/^Expected value of type "(.+)", found (.+)\.$/s, (type, value) => `类型应为 "${type}"，而给出的是 ${value}。`],
  [
    /^(?:Exactly one key must be specified for OneOf type|OneOf Input Object) "(\w+)"(?: must specify exactly one key)?\.$/,
    (type) => `"${type}" 须恰好给出一个字段。`,
  ],
  [/^Cannot query field "(\w+)" on type "(\w+)"\..*$/, (name, type) => `类型 "${type}" 没有字段 "${name}"。`],
  [/^Unknown argument "(\w+)" on field "([\w.]+)"\..*$/, (name, field) => `字段 "${field}" 没有参数 "${name}"。`],
  [
    /^(?:Field|Argument) "(\w+)" (?:argument "(\w+)" )?of (?:required )?type "(.+)" (?:is required, but it )?was not provided\.$/,
    (field, argument, type) => `缺少参数 "${argument || field}"，其类型为 "${type}"。`,
  ],
  [/^Unknown type "(\w+)"\..*$/, (type) => `没有类型 "${type}"。`],
  [/^Unknown fragment "(\w+)"\.$/, (name) => `没有片段 "${name}"。`],
  [/^Unknown directive "@(\w+)"\.$/, (name) => `没有指令 "@${name}"。`],
  [/^Unknown operation named "(.*)"\.$/, (name) => `没有名为 "${name}" 的操作。`],
  [
    /^Field "(\w+)" of type "(.+)" must have a selection of subfields\..*$/,
    (name, type) => `字段 "${name}" 的类型为 "${type}"，须选择其下的字段。`,
  ],
  [
    /^Field "(\w+)" must not have a selection since type "(.+)" has no subfields\.$/,
    (name, type) => `字段 "${name}" 的类型为 "${type}"，其下没有字段可选。`,
  ],
  [
    /^Syntax Error: Expected (.+), found (.+)\.$/s,
    (expected, found) => `语法错误：应为 ${expected}，而遇到 ${found}。`,
  ],
  [/^Syntax Error: Unexpected (.+)\.$/s, (found) => `语法错误：意外的 ${found}。`],
  [/^There is no (\w+) here\.$/, (operation) => `此处没有 ${operation}。`],
];

const general: Partial<Record<ErrorCode, string>> = {
  GRAPHQL_PARSE_FAILED: '查询语句不符合 GraphQL 语法。',
  GRAPHQL_VALIDATION_FAILED: '查询与模式不符，请与页面上的模式对照。',
  BAD_USER_INPUT: '变量与其类型不符，请与页面上的模式对照。',
  BAD_REQUEST: '请求不是有效的 GraphQL 请求，请以 application/json 发送含 query 的 JSON。',
};

function inChinese(message: string): string | undefined {
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(message);
    if (found) return words(...found.slice(1));
  }
  return undefined;
}

/** A message of graphql-js or Apollo in Chinese. */
export const graphqlMessage = (message: string, code: ErrorCode): string =>
  inChinese(message) ?? general[code] ?? message;
