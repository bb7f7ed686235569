import { MissingKind } from '../access/conditions.js';
import { type Rule, rule, signedIn } from '../access/rules.js';

export const somebody: Rule['viewer'] = (viewer) => (signedIn.viewer(viewer) === true ? undefined : false);

export const isHead = rule(
  'isHead',
  somebody,
  (row) => `handover.is_head(${row.column('person')}, ${row.column('department')})`,
  { kind: MissingKind.OTHER },
);

export const receives = rule('receives', somebody, (row) => `handover.receives(${row.column('id')})`, {
  kind: MissingKind.OWNER,
  property: 'items',
});

/** A module has named the viewer's post for what is left of somebody who was shut out. */
export const takesOver = rule('takesOver', somebody, (row) => `handover.takes_over(${row.column('person')})`, {
  kind: MissingKind.OTHER,
});
