import type { TableLimits } from './tableLine.js';

/** The text of a string item or inline string: its runs put together, without the phonetic ones. */
export class StringItem {
  private value: string | null = null;
  private isText = false;
  private phonetic = 0;

  constructor(private readonly limits: TableLimits) {}

  begin(): void {
    this.value = '';
    this.isText = false;
    this.phonetic = 0;
  }

  open(name: string): void {
    if (name === 'rPh') this.phonetic++;
    if (name === 't' && this.phonetic === 0) this.isText = true;
  }

  text(text: string): void {
    if (this.value !== null && this.isText) this.value = appended(this.value, text, this.limits);
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic--;
    if (name === 't') this.isText = false;
  }

  end(): string {
    const text = unescaped(this.value ?? '');
    this.value = null;
    return text;
  }
}

/** Beyond the limit one more character is kept, which tells that the cell is too large. */
export function appended(value: string, text: string, limits: TableLimits): string {
  return value.length > limits.maxCellBytes ? value : value + text.slice(0, limits.maxCellBytes + 1 - value.length);
}

/** Control characters are written as `_x000D_`, and an underscore that would look so as `_x005F_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (escaped, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return (code > 0 && code < 32) || code === 0x5f ? String.fromCharCode(code) : escaped;
  });
}
