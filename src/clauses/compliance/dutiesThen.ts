/**
 * Duties as they stood at the moment $1: id, clause, department, deadline and state of then. Two lists, so that an index
 * finds the many whose deadline never moved. Behind row security, which leaves what the viewer sees.
 *
 * @param where a condition on `d` and on the deadline of then, which is handed in as its column
 */
export const dutiesThen = (where: (dueAt: string) => string): string => `(
  with moved as materialized (select * from duties.moved_since($1))
  select d.id, d.clause, d.department_id, d.due_at, ${stateThen('false')} as state
  from duties.duty d
  where d.begins_at <= $1 and d.id not in (select duty_id from moved) and ${where('d.due_at')}
  union all
  select d.id, d.clause, d.department_id, m.due_before, ${stateThen('m.was_breached')}
  from moved m join duties.duty d on d.id = m.duty_id
  where d.begins_at <= $1 and ${where('m.due_before')}
)`;

/** The same as dutyAsOf says of one. */
const stateThen = (withdrawn: string): string => `
  case when d.waived_at <= $1 then 'WAIVED'
    when d.fulfilled_at <= $1 then case when ${withdrawn} or d.breached_at <= $1 then 'LATE' else 'DONE' end
    when ${withdrawn} or d.breached_at <= $1 then 'BREACHED'
    else 'DUE' end`;

/** As they stand now: nothing has to be told from times. */
export const dutiesNow = (where: (dueAt: string) => string): string =>
  `(select d.id, d.clause, d.department_id, d.due_at, d.state from duties.duty d where d.begins_at <= $1 and ${where('d.due_at')})`;
