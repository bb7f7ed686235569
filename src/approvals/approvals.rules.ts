import { MissingKind } from '../access/conditions.js';
import { type Rule, rule, sqlPerson } from '../access/rules.js';

const somebody: Rule['viewer'] = ({ personId }) => (personId === undefined ? false : undefined);

/** A key of the viewer's, or of somebody in whose place the viewer decides, is among those in the property. */
export const isAmong = (property: 'asked' | 'copied'): Rule =>
  rule(`isAmong(${property})`, somebody, (row) => `${row.column(property)} && (select approvals.keys())`, {
    kind: MissingKind.OWNER,
    property,
  });

/** The task waits for the viewer; a delegation by the applicant, or by whom it is for, does not count. */
export const waitsForViewer: Rule = rule(
  'waitsForViewer',
  somebody,
  (row) =>
    `(${row.column('waitsFor')} && (select approvals.keys()) and (${row.column('waitsFor')} && (select approvals.own_keys()) or approvals.acts_for(${row.column('waitsFor')}, ${row.column('applicant')}, ${row.column('beneficiary')}) is not null))`,
  { kind: MissingKind.OWNER, property: 'waitsFor' },
);

/** The viewer had a hand in what it is about. */
export const isBarred: Rule = rule(
  'isBarred',
  somebody,
  (row) => `coalesce(${sqlPerson} = any (${row.column('barred')}), false)`,
  { kind: MissingKind.OWNER, property: 'barred' },
);

/** The module whose approval it is, is on. */
export const moduleIsOn: Rule = rule(
  'moduleIsOn',
  () => undefined,
  (row) => `(${row.column('module')} = any ((select switching.disabled_modules())::text[])) is not true`,
);

/** The request is visible. A function, because an exists would make PostgreSQL hash all requests. */
export const ofVisibleRequest: Rule = rule(
  'ofVisibleRequest',
  somebody,
  (row) => `approvals.sees_request(${row.column('request')})`,
  { kind: MissingKind.OWNER, property: 'request' },
);
