import type DataLoader from 'dataloader';
import type { Context } from '../context.js';
import { batched } from '../reading/batched.js';

/** How it stands with a clause now, of what the viewer sees. */
export interface CurrentNumbers {
  open: number;
  breached: number;
  requests: number;
}

const loaderKey = {};

export const currentNumbers = (context: Context): DataLoader<string, CurrentNumbers> =>
  batched<string, CurrentNumbers>(context, loaderKey, async (ids) => {
    const rows = await context.database.read<CurrentNumbers & { clause: string }>(context, {
      sql: `select c as clause,
          (select count(*)::integer from duties.duty d where d.clause = c and d.state = 'DUE') as open,
          (select count(*)::integer from duties.duty d where d.clause = c and d.state = 'BREACHED') as breached,
          (select count(*)::integer from approvals.request r where r.clauses @> array[c] and r.ended_at is null) as requests
        from unnest($1::text[]) c`,
      parameters: [ids],
    });
    const byClause = new Map(rows.map((row) => [row.clause, row]));
    return ids.map((id) => byClause.get(id)!);
  });
