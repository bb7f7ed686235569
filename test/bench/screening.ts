import { performance } from 'node:perf_hooks';
import { WordMatcher } from '../../src/screening/matching/wordMatcher.js';
import type { ListedWord } from '../../src/screening/matching/wordPattern.js';
import { personalDataIn } from '../../src/screening/personalData.js';

// How long it takes to screen 1 MB of Chinese text (UTF-8) against 10 000 words, a tenth of them by sound too, and what
// memory the tables take: node dist/test/bench/screening.js

const seeded = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const say = (line: string) => process.stdout.write(`${line}\n`);
const random = seeded(20_261_123);
// The 3 755 commonest characters lie together in GB 2312; the commoner ones are drawn more often.
const common = new TextDecoder('gb18030').decode(
  Uint8Array.from(Array.from({ length: 3755 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]).flat()),
);
const character = () => common[Math.floor(random() ** 2 * common.length)]!;
const rarer = () => common[Math.floor(random() * common.length)]!;
const many = (count: number, make: () => string) => Array.from({ length: count }, make).join('');

const words: ListedWord[] = Array.from({ length: 10_000 }, (_, i) => ({
  id: String(i),
  text: many(2 + (i % 4), rarer),
  list: 'bench',
  category: 'bench',
  severity: i % 10 === 9 ? 'ALLOW' : i % 2 ? 'FORBID' : 'WARN',
  bySound: i % 10 === 0,
}));
const signs = ['，', '。', '\n', ' ', '13800138000'];
let text = '';
while (Buffer.byteLength(text) < 1_000_000)
  text += many(1000, () => (random() < 0.1 ? signs[Math.floor(random() * signs.length)]! : character()));

const timed = <T>(what: string, work: () => T): T => {
  const begin = performance.now();
  const used = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(used);
  const taken = (performance.now() - begin).toFixed(0);
  say(`${what}: ${taken} ms, of which ${((user + system) / 1000).toFixed(0)} ms on a processor`);
  return result;
};

say(`${Buffer.byteLength(text)} bytes, ${text.length} characters, ${words.length} words`);
const before = process.memoryUsage();
const matcher = timed('making the tables, first', () => new WordMatcher(words));
timed('making the tables, again', () => new WordMatcher(words));
for (let i = 0; i < 5; i++) {
  const { words: found, truncated } = timed('screening the text', () => matcher.find(text));
  if (i === 4) say(`${found.length} found, ${truncated ? 'more there' : 'all'}`);
}
// One character in ten between tags or as a code.
let page = '';
for (let at = 0; Buffer.byteLength(page) < 1_000_000 && at < text.length; at += 10) {
  const sign = text[at]!;
  const shown = [`<b>${sign}</b>`, `&#${sign.charCodeAt(0)};`, encodeURIComponent(sign)][(at / 10) % 3]!;
  if (at % 1000 === 0) page += '<p>';
  page += shown + text.slice(at + 1, at + 10);
}
for (let i = 0; i < 3; i++)
  timed(`screening a page of ${Buffer.byteLength(page)} bytes with codes`, () => matcher.find(page));
const personal = timed('personal data', () => personalDataIn(text));
say(`${personal.found.length} pieces of personal data`);
const grown = (process.memoryUsage().rss - before.rss) / 2 ** 20;
say(`tables ${(matcher.bytes / 2 ** 20).toFixed(1)} MiB; the process grew by ${grown.toFixed(0)} MiB`);
