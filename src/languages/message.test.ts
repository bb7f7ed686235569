import { expect, it } from 'vitest';
import { saidBy, says } from '../graphql/inputChecks.js';
import { inLanguage, isMessage, joined, listed } from './message.js';

const ready = { en: 'Ready.', zh: '就绪。' };
const set = { en: 'Set.', zh: '预备。' };

it('replaces every message in plain data and nothing else', () => {
  const moment = new Date(0);
  const data = { text: ready, list: [set, 'x', null], deep: { of: { text: ready } }, moment, part: { en: 'only' } };
  expect(inLanguage(data, 'zh')).toEqual({
    text: '就绪。',
    list: ['预备。', 'x', null],
    deep: { of: { text: '就绪。' } },
    moment,
    part: { en: 'only' },
  });
});

it('joins and lists messages as each language does', () => {
  expect(joined([ready, set])).toEqual({ en: 'Ready. Set.', zh: '就绪。预备。' });
  expect(listed([ready, set])).toEqual({ en: 'Ready., Set.', zh: '就绪。、预备。' });
});

it.each([
  [ready, true],
  [{ en: 'x' }, false],
  [{ ...ready, fr: 'x' }, false],
  [null, false],
  ['x', false],
  [{ en: 1, zh: 2 }, false],
])('whether %j is a message: %s', (content, answer) => {
  expect(isMessage(content)).toBe(answer);
});

it.each([
  [says(ready).message, ready],
  ['Plain.', { en: 'Plain.', zh: 'Plain.' }],
  ['{ no JSON', { en: '{ no JSON', zh: '{ no JSON' }],
  ['{"en":"x"}', { en: '{"en":"x"}', zh: '{"en":"x"}' }],
])('a check that says %s', (text, message) => {
  expect(saidBy(text)).toEqual(message);
});
