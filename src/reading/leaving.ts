import { type ReadRequest, recordReads } from '../audit/reads.js';
import type { Context } from '../context.js';
import { openValues } from '../secrets/sealedValues.js';
import type { Unwrapping } from '../secrets/vault.js';
import type { SealedRow, Seen } from './watching.js';

/** What stands in the place of a text that every row has and whose key was destroyed. */
const destroyed = '（已销毁）';

/** Before an answer leaves: what it shows is recorded, and then what is sealed in it opened. */
export async function leave(context: Context, request: ReadRequest, seen: Seen): Promise<void> {
  await recordReads(context, request, seen);
  if (seen.sealed.length === 0) return;
  const unwrapping = await context.core.vault.unwrapping();
  for (const row of seen.sealed) open(row, unwrapping);
}

function open({ type, id, node, mark, places }: SealedRow, unwrapping: Unwrapping): void {
  const [sealed, record, key] = mark;
  const values = key ? openValues(unwrapping.key(record, key), type, id, sealed) : {};
  for (const { property, path, isNullable } of places) {
    const within = path.slice(0, -1).reduce((at, step) => at[step] as Record<string, unknown>, node);
    within[path.at(-1)!] = values[property] ?? (isNullable ? null : destroyed);
  }
}
