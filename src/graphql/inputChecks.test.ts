import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { dateProblem } from './dates.js';
import { Characters } from './inputChecks.js';

class Note {
  @Characters(1, 5)
  text!: string;
}

const saidOf = (text: string): string =>
  validateSync(Object.assign(new Note(), { text }))
    .flatMap(({ constraints }) => Object.values(constraints ?? {}))
    .join();

describe('a text of so many characters', () => {
  it.each([' ', '\n', '\u3000', '\u200b', ' \u2060\u00ad ', '\u3164', '\ufeff', ''])('%j counts as none', (text) => {
    expect(saidOf(text)).toContain('Give 1 to 5 characters');
  });
  it.each(['a\u202eb', '\u2066', 'a\u0007', '\u001b[0m', '\u0085'])('%j is refused for what it hides', (text) => {
    expect(saidOf(text)).toContain('Remove them');
  });
  it.each(['泵', ' x ', 'a\r\n\tb', '\u{1f600}', 'a\u200db'])('%j passes', (text) => {
    expect(saidOf(text)).toBe('');
  });
});

describe('a date', () => {
  it.each(['1799-12-31', '2200-01-01', '0001-01-01', '9999-12-31'])('%s is beyond what people can mean', (text) => {
    expect(dateProblem(text)?.en).toContain('from 1800-01-01 to 2199-12-31');
  });
  it.each(['1800-01-01', '2199-12-31', '2024-02-29'])('%s passes', (text) => {
    expect(dateProblem(text)).toBeNull();
  });
});
