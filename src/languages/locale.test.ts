import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentLocale, inLocale, preferredLocale } from './locale.js';

describe('the language by Accept-Language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['ZH', 'zh'],
    ['zh-CN', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['en;q=0.8, zh;q=0.9', 'zh'],
    ['en;q=0.5, zh;q=0.5', 'en'],
    ['zh;q=0.5, en;q=0.5', 'zh'],
    ['fr', 'en'],
    ['fr, zh;q=0.1', 'zh'],
    ['zh;q=0', 'en'],
    ['zh;q=0, *', 'en'],
    ['en;q=0, *', 'zh'],
    ['*', 'en'],
    ['*;q=0.1, zh;q=0.2', 'zh'],
    ['zh;q=0.2, zh-CN;q=0.9, en;q=0.5', 'zh'],
    ['zh;q=1.5', 'en'],
    ['zhx', 'en'],
    ['中文', 'en'],
    [`${'a,'.repeat(10_000)}zh`, 'en'],
  ])('%s: %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it('is one of ours, whatever the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (header) => {
        expect(['en', 'zh']).toContain(preferredLocale(header));
      }),
    );
  });
});

it('each piece of work speaks its own language, and English where none was set', async () => {
  const spoken = async (locale: 'en' | 'zh') =>
    inLocale(locale, async () => {
      await new Promise((done) => setImmediate(done));
      return currentLocale();
    });
  expect(await Promise.all([spoken('zh'), spoken('en'), spoken('zh')])).toEqual(['zh', 'en', 'zh']);
  expect(currentLocale()).toBe('en');
});
