import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../src/languages/message.js';
import { csv, ImportClient } from './importClient.js';

const supervisor = 'customer-information-supervisor';
const chinese = /\p{Script=Han}/u;

let client: ImportClient;
beforeAll(async () => {
  client = await ImportClient.open();
});
afterAll(() => client.close());

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
      const headers = { authorization: `Bearer ${await client.platform.tokenOf(supervisor)}` };
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
