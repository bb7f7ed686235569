import type { Context } from '../../context.js';
import { badInput } from '../../errors.js';

export interface Paging {
  first: number;
  after?: string | null | undefined;
}

/** Of a list in the order of a time and an id: the rows behind a cursor, and one more to tell whether there are more. */
export interface EvidencePage<T> {
  rows: T[];
  endCursor: string | null;
  hasNextPage: boolean;
}

/** A row of evidence: state and time as they were then. */
export interface FoundEvidence {
  id: string;
  moment: Date;
  state: string;
}

/**
 * A page of what a statement finds.
 *
 * @param from a list with id, state and the time that it is ordered by, with its parameters
 */
export async function pageOfEvidence(
  context: Context,
  { from, time, where, parameters }: { from: string; time: string; where: string[]; parameters: readonly unknown[] },
  { first, after }: Paging,
): Promise<EvidencePage<FoundEvidence>> {
  const cursor = after === undefined || after === null ? undefined : positionOf(after);
  const [moment, id, most] = [1, 2, 3].map((n) => `$${parameters.length + n}`);
  const behind = `(${moment}::timestamptz is null or (${time}, id) > (${moment}::timestamptz, ${id}::uuid))`;
  const rows = await context.database.read<FoundEvidence & { [column: string]: unknown }>(context, {
    sql: `select id, ${time} as moment, state from ${from} found where ${[...where, behind].join(' and ')}
      order by ${time}, id limit ${most}`,
    parameters: [...parameters, cursor?.moment ?? null, cursor?.id ?? null, first + 1],
  });
  const shown = rows.slice(0, first).map((row) => ({ ...row, moment: new Date(row.moment) }));
  const last = shown.at(-1);
  return {
    rows: shown,
    endCursor: last ? Buffer.from(`${last.moment.toISOString()} ${last.id}`).toString('base64url') : null,
    hasNextPage: rows.length > first,
  };
}

const position = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function positionOf(cursor: string): { moment: string; id: string } {
  const [, moment, id] = position.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (moment && id && !Number.isNaN(Date.parse(moment))) return { moment, id };
  throw badInput([
    {
      path: 'after',
      message: { en: 'Give the endCursor of an earlier page of this list.', zh: '请给出此列表前一页的 endCursor。' },
    },
  ]);
}
