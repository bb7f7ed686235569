import type { Writing } from '../../src/database/writing.js';
import type { Customer } from './customer.entity.js';

/** Whether somebody works here and may know of a file: cleared for it, and from SECRET up its keeper or with a grant (P01.A22). */
export async function mayKnow({ em, context }: Writing, personId: string, customer: Customer): Promise<boolean> {
  const { id, label, compartments, keeper } = customer;
  const [row] = await em.execute<{ may: boolean }[]>(
    `select duties.may_know(?::uuid, ?::access.label, array(select json_array_elements_text(?::json)), ?::uuid, 'Customer', ?::uuid,
      ?::timestamptz) as may`,
    [personId, label, JSON.stringify(compartments), keeper?.id ?? null, id, context.now.toISOString()],
  );
  return row!.may;
}
