import type { Masking } from './masking.js';

/** Keys of arguments whose values are recorded nowhere; `content` is that of archive files, `answers` those of surveys, `message` one of the public. */
const secret = /passw|token|secret|credential|signature|^content$|^answers$|^message$/i;
const limits = { characters: 200, items: 20, depth: 6 };

/** The arguments of a call as the audit keeps them: without secrets, long texts and lists cut, nothing that cannot be stored. */
export function asked(content: unknown, masking?: Masking, depth = 0): unknown {
  if (typeof content === 'string') return shortened(content);
  if (typeof content === 'bigint') return String(content);
  if (content instanceof Date) return content.toISOString();
  if (typeof content !== 'object' || content === null) return content ?? null;
  if (depth === limits.depth) return '…';
  if (Array.isArray(content)) {
    const items = content.slice(0, limits.items).map((item) => asked(item, masking, depth + 1));
    return content.length > limits.items ? [...items, `… ${content.length - limits.items} more`] : items;
  }
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      const below = masking?.(key);
      const isMasked = secret.test(key) || below === true;
      return [key, isMasked ? '***' : asked(value, below, depth + 1)];
    }),
  );
}

function shortened(text: string): string {
  const short = text.length > limits.characters ? `${text.slice(0, limits.characters)}…` : text;
  return short.toWellFormed().replaceAll('\0', '\uFFFD');
}
