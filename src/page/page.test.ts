import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const page = (path: string) => file(`../../dist/page/${path}`);

beforeAll(() => {
  execFileSync(process.execPath, [file('build.mjs')]);
});

describe('the page at /', () => {
  it('has no inline script and names no other host', () => {
    const html = readFileSync(page('index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/(?:src|href)="(?!\.\/assets\/)/);
    expect(html).not.toMatch(/\son[a-z]+=|\sstyle=/);
  });

  it('has all that its HTML asks for', () => {
    const html = readFileSync(page('index.html'), 'utf8');
    const asked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((path) => !existsSync(page(path)))).toEqual([]);
  });

  it('loads fonts and pictures from itself alone', () => {
    const styles = readdirSync(page('assets')).filter((name) => name.endsWith('.css'));
    const urls = styles.flatMap((name) => [
      ...readFileSync(page(`assets/${name}`), 'utf8').matchAll(/url\(["']?([^"')]{1,80})|@import ["']([^"']+)/g),
    ]);
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.map(([, url, imported]) => url ?? imported).filter((url) => /^(?:https?:)?\/\//.test(url!))).toEqual(
      [],
    );
  });
});
