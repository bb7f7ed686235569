import { type Condition, MissingKind } from '../access/conditions.js';
import { type Rule, signedIn, sqlNow, sqlPerson } from '../access/rules.js';

/** A rule about somebody signed in that only the row can answer. */
export const onlyTheRowTells = (
  name: string,
  sql: Rule['sql'],
  condition: Condition = { kind: MissingKind.OTHER },
): Rule => ({
  name,
  viewer: (viewer) => (signedIn.viewer(viewer) === true ? undefined : false),
  sql,
  roles: [],
  form: { kind: 'condition', condition },
});

/** Holds a grant to read the record that the row is about. */
export const grantedItsRecord = onlyTheRowTells(
  'grantedItsRecord',
  (row) =>
    `((${row.column('recordType')}, ${row.column('recordId')}) in (select g.record_type, g.record_id from access."grant" g where g.person_id = ${sqlPerson} and g.action = 'read' and g.valid_from <= ${sqlNow} and (g.valid_until is null or g.valid_until > ${sqlNow})))`,
);
