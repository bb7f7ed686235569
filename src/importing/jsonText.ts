/** Where JSON values end, found without understanding them: `JSON.parse` says afterwards whether they are any. */

const brackets = /["{}[\]]/g;
const stringEnd = /["\\]/g;
const plainEnd = /[\s,\]}]/g;

/** The place behind the value that begins at `from`; -1 where the text ends before it. */
export function endOfValue(text: string, from: number, isEnd: boolean): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === '{' || first === '[') return endOfNested(text, from);
  plainEnd.lastIndex = from;
  const found = plainEnd.exec(text);
  if (found) return Math.max(found.index, from + 1);
  return isEnd ? text.length : -1;
}

/** The place behind the string that begins at `from`; -1 where the text ends before it. */
export function endOfString(text: string, from: number): number {
  stringEnd.lastIndex = from + 1;
  for (let found = stringEnd.exec(text); found; found = stringEnd.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    stringEnd.lastIndex = found.index + 2;
  }
  return -1;
}

function endOfNested(text: string, from: number): number {
  let depth = 0;
  brackets.lastIndex = from;
  for (let found = brackets.exec(text); found; found = brackets.exec(text)) {
    if (found[0] === '"') {
      const end = endOfString(text, found.index);
      if (end < 0) return -1;
      brackets.lastIndex = end;
    } else {
      depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
      if (depth === 0) return found.index + 1;
    }
  }
  return -1;
}

const space = /[^ \t\r\n]/g;

/** The next place that is no white space; the length of the text where there is none. */
export function afterSpace(text: string, from: number): number {
  space.lastIndex = from;
  return space.exec(text)?.index ?? text.length;
}
