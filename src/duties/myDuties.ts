import type { SignedInContext } from '../context.js';

/** Behind row security, which tells what of it the viewer sees. Two lists of which each has an index, so that nobody's is looked for among all. */
const mine = (which: string) =>
  `(select d.id, d.due_at from duties.duty d
    where ${which} and d.state in ('DUE', 'BREACHED') and d.module = any ($3::text[]) order by d.due_at limit $4)`;

/** Ids of what the viewer has to do and has not done, soonest first. Those of modules that are off wait. */
export async function myDuties(context: SignedInContext, first: number): Promise<{ id: string }[]> {
  const { viewer, core } = context;
  const modules = core.switching.modules.map(({ name }) => name).filter((name) => core.switching.isEnabled(name));
  return context.database.read<{ id: string }>(context, {
    sql: `select id from (
      ${mine('d.person_id = $1')}
      union
      ${mine(`d.person_id is null and d.role = any ($2::text[]) and (d.department_id is null or d.role || ':' || d.department_id = any ((select access.posts_below())::text[]))`)}
    ) found order by due_at, id limit $4`,
    parameters: [viewer.personId, [...viewer.roles], modules, first],
  });
}
