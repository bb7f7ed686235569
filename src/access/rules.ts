import { type Condition, MissingKind } from './conditions.js';
import { dominates, Label } from './labels.js';
import type { Viewer } from './viewer.js';

/** What the viewer alone tells: yes, no, or undefined where only the row can tell. */
export type Verdict = boolean | undefined;

/** How a rule names the columns of the row that it is asked about. */
export interface RowColumns {
  /** SQL of the column behind a property, quoted and qualified. */
  column(property: string): string;
  /** Type name of the entity that a to-one property points to. */
  target(property: string): string;
  /** SQL of the ids under which grants on this row are filed, and their record types; without one any type's, since ids are unique across types. */
  grantKeys(): GrantKey[];
}

export interface GrantKey {
  type: string | undefined;
  id: string;
}

/** A rule with two faces that agree: `viewer` decides from the viewer alone, `sql` is the predicate for a row. */
export interface Rule {
  readonly name: string;
  viewer(viewer: Viewer): Verdict;
  sql(row: RowColumns): string;
  /** Roles that the rule speaks of, so that the start can refuse an unknown one. */
  readonly roles: readonly string[];
  /** What the rule is made of, so that a refusal can say what is missing. */
  readonly form: Form;
}

export type Form =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Rule[] }
  | { readonly kind: 'not'; readonly of: Rule }
  | { readonly kind: 'clause'; readonly id: string; readonly of: Rule };

// Wrapped in a select, so that PostgreSQL evaluates it once for a statement and not once for a row.
const setting = (name: string) => `(select current_setting('app.${name}', true))`;
const settingList = (name: string, cast = '') =>
  `(select string_to_array(nullif(current_setting('app.${name}', true), ''), ',')${cast})`;

export const sqlPerson = `(select nullif(current_setting('app.person', true), '')::uuid)`;
export const sqlNow = `(select nullif(current_setting('app.now', true), '')::timestamptz)`;
export const sqlHasContext = `(select coalesce(current_setting('app.context', true), '') <> '')`;
export const sqlClearance = `(select nullif(current_setting('app.clearance', true), '')::access.label)`;
export const sqlCompartments = `(select coalesce(nullif(current_setting('app.compartments', true), ''), '{}')::text[])`;

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** For a module whose rules this vocabulary has no words for; both faces must agree. */
export const rule = (
  name: string,
  viewer: Rule['viewer'],
  sql: Rule['sql'],
  form: Condition | Form = { kind: MissingKind.OTHER },
  roles: readonly string[] = [],
): Rule => ({
  name,
  viewer,
  sql,
  roles,
  form: 'of' in form || 'condition' in form ? form : { kind: 'condition', condition: form },
});

export const anyone = rule(
  'anyone',
  () => true,
  () => 'true',
);

export const nobody = rule(
  'nobody',
  () => false,
  () => 'false',
);

export const signedIn = rule(
  'signedIn',
  (viewer) => viewer.personId !== undefined && !viewer.mustChangePassword,
  () => `(${setting('context')} = 'person')`,
  { kind: MissingKind.SIGN_IN },
);

/** Holds any of these roles, in whatever department. */
export const role = (...roles: string[]): Rule =>
  rule(
    `role(${roles.join(', ')})`,
    (viewer) => roles.some((name) => viewer.roles.has(name)),
    () =>
      `(select coalesce(array[${roles.map(text).join(', ')}] && string_to_array(current_setting('app.roles', true), ','), false))`,
    { kind: MissingKind.ROLE, anyOf: roles },
    roles,
  );

/** Is cleared for this level. */
export const clearance = (label: Label): Rule =>
  rule(
    `clearance(${label})`,
    (viewer) => signedIn.viewer(viewer) === true && dominates(viewer.clearance, label),
    () => `(${signedIn.sql(undefined as never)} and coalesce(${sqlClearance} >= ${text(label)}::access.label, false))`,
    { kind: MissingKind.CLEARANCE, level: label },
  );

/** The property points to the viewer, or to a department in or above which the viewer holds a role. */
export const viewerOwns = <T extends object>(_entity: new (...args: never[]) => T, property: keyof T & string): Rule =>
  rule(
    `viewerOwns(${property})`,
    (viewer) => (viewer.personId === undefined ? false : undefined),
    (row) =>
      row.target(property) === 'Department'
        ? `coalesce(${row.column(property)} = any ((${settingList('departments', '::uuid[]')})::uuid[]), false)`
        : `coalesce(${row.column(property)} = ${sqlPerson}, false)`,
    { kind: MissingKind.OWNER, property },
  );

/**
 * Holds one of the roles in the department that the property names, or above it. Not `and(role(…), viewerOwns(…))`, which
 * lets somebody who holds the role elsewhere and another post here act.
 *
 * @param held what `role` gave
 */
export const heldIn = <T extends object>(
  held: Rule,
  _entity: new (...args: never[]) => T,
  property: keyof T & string,
): Rule =>
  and(
    held,
    rule(
      `heldIn(${held.roles.join(', ')}: ${property})`,
      (viewer) => (held.viewer(viewer) === true ? undefined : false),
      (row) =>
        `coalesce(${row.column(property)} = any ((select access.departments_as(array[${held.roles.map(text).join(', ')}]))::uuid[]), false)`,
      { kind: MissingKind.OWNER, property },
    ),
  );

/** Keeps the record (保管人). */
export const keeper = rule(
  'keeper',
  (viewer) => (viewer.personId === undefined ? false : undefined),
  (row) => `coalesce(${row.column('keeper')} = ${sqlPerson}, false)`,
  { kind: MissingKind.KEEPER },
);

/** Holds a grant for this action on the record that has begun and has not ended. */
export const granted = (action: string): Rule =>
  rule(
    `granted(${action})`,
    (viewer) => (viewer.personId === undefined ? false : undefined),
    (row) => {
      const asked = row.grantKeys().map(({ type, id }) => {
        const ofType = type === undefined ? '' : `and g.record_type = ${text(type)} `;
        return `${id} in (select g.record_id from access."grant" g where g.person_id = ${sqlPerson} ${ofType}and g.action = ${text(action)} and g.valid_from <= ${sqlNow} and (g.valid_until is null or g.valid_until > ${sqlNow}))`;
      });
      return `(${asked.join(' or ')})`;
    },
    { kind: MissingKind.GRANT, action },
  );

/** Below SECRET: a role and clearance are enough. */
export const belowSecret = rule(
  'belowSecret',
  () => undefined,
  (row) => `${row.column('label')} < ${text(Label.SECRET)}::access.label`,
);

/** Of a labelled record: from SECRET up it takes a grant for the action or its keeper. */
export const opened = (action: 'read' | 'write'): Rule => or(belowSecret, granted(action), keeper);

export const and = (...rules: Rule[]): Rule =>
  rule(
    `and(${rules.map((r) => r.name).join(', ')})`,
    (viewer) => {
      const verdicts = rules.map((r) => r.viewer(viewer));
      if (verdicts.includes(false)) return false;
      return verdicts.includes(undefined) ? undefined : true;
    },
    (row) => `(${rules.map((r) => r.sql(row)).join(' and ')})`,
    { kind: 'and', of: rules },
    rules.flatMap((r) => r.roles),
  );

export const or = (...rules: Rule[]): Rule =>
  rule(
    `or(${rules.map((r) => r.name).join(', ')})`,
    (viewer) => {
      const verdicts = rules.map((r) => r.viewer(viewer));
      if (verdicts.includes(true)) return true;
      return verdicts.includes(undefined) ? undefined : false;
    },
    (row) => `(${rules.map((r) => r.sql(row)).join(' or ')})`,
    { kind: 'or', of: rules },
    rules.flatMap((r) => r.roles),
  );

export const not = (negated: Rule): Rule =>
  rule(
    `not(${negated.name})`,
    (viewer) => {
      const verdict = negated.viewer(viewer);
      return verdict === undefined ? undefined : !verdict;
    },
    (row) => `(${negated.sql(row)}) is not true`,
    { kind: 'not', of: negated },
    negated.roles,
  );

/** The same rule, laid down by a clause that refusals cite, for example P01.A05. */
export const clause = (id: string, ruled: Rule): Rule => ({ ...ruled, form: { kind: 'clause', id, of: ruled } });

/** Is a known person, even one who still has to choose a password. */
export const isPerson = rule(
  'isPerson',
  (viewer) => viewer.personId !== undefined,
  () => `(${setting('context')} in ('person', 'password'))`,
  { kind: MissingKind.SIGN_IN },
);

/** The row is the viewer. */
export const self = rule(
  'self',
  (viewer) => (viewer.personId === undefined ? false : undefined),
  (row) => `coalesce(${row.column('id')} = ${sqlPerson}, false)`,
  { kind: MissingKind.OWNER, property: 'id' },
);

/** The row's own label and compartments are within the viewer's clearance; who keeps the record has no say. A row without a label is open. */
export const cleared = rule(
  'cleared',
  (viewer) => (signedIn.viewer(viewer) === true ? undefined : false),
  (row) =>
    `(coalesce(${row.column('label')} <= ${sqlClearance}, ${row.column('label')} is null) and ${row.column('compartments')} <@ ${sqlCompartments})`,
);

/** A device or program that holds a token for this very call; for calls that people may make too, joined with theirs by `or`. */
export const machines = rule(
  'machines',
  (viewer) => viewer.machine !== undefined,
  () => `(${setting('context')} = 'machine')`,
);
