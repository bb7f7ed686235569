import { MissingKind } from '../../../src/access/conditions.js';
import {
  and,
  anyone,
  granted,
  heldIn,
  keeper,
  not,
  or,
  type Rule,
  role,
  rule,
  signedIn,
  sqlNow,
  viewerOwns,
} from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, office, ofUnits, oversees, portal } from '../publishing.roles.js';
import { ItemVersion } from './itemVersion.entity.js';
import { PortalItem } from './portalItem.entity.js';

/** What everybody reads, signed in or not: on the portal now. */
const onPortal = (status: string): Rule =>
  rule(
    `onPortal(${status})`,
    () => undefined,
    (row) =>
      `(${row.column('status')} = '${status}' and ${row.column('label')} = 'PUBLIC'::access.label and ${row.column('compartments')} = '{}' and (${row.column('expiresAt')} is null or ${row.column('expiresAt')} > ${sqlNow}))`,
    { kind: MissingKind.OTHER },
  );

const ofItsUnit = heldIn(ofUnits, PortalItem, 'unit');
const ofTheirUnit = heldIn(ofUnits, ItemVersion, 'unit');
const itemAuthor = viewerOwns(PortalItem, 'author');
const author = viewerOwns(ItemVersion, 'author');
const editor = role('PORTAL_EDITOR');

const drafts = byP03('A03', or(ofUnits, office, editor));
const writes = byP03('A03', and(signedIn, or(ofTheirUnit, office, editor)));
const withdraws = byP03('A06', portal);

export const itemPermissions = definePermissions({
  calls: {
    Query: {
      portalItem: anyone,
      portalItems: anyone,
      itemVersion: anyone,
      itemVersions: anyone,
      submissionLateness: byP03('A04', or(portal, oversees, ofUnits)),
    },
    Mutation: {
      draftItem: drafts,
      editItemVersion: writes,
      proofreadItemVersion: byP03('A05', and(signedIn, not(author), or(ofTheirUnit, office, editor))),
      submitItemVersion: writes,
      publishItemVersion: byP03('A06', editor),
      unscheduleItemVersion: byP03('A06', or(editor, office)),
      discardItemVersion: writes,
      reviseItem: byP03('A03', and(signedIn, or(ofItsUnit, office, editor))),
      withdrawItem: withdraws,
      classifyItem: byP03('A06', and(signedIn, or(portal, ofItsUnit))),
    },
  },
  records: {
    editItemVersion: { type: 'ItemVersion', does: 'update' },
    proofreadItemVersion: { type: 'ItemVersion', does: 'update' },
    submitItemVersion: { type: 'ItemVersion', does: 'update' },
    publishItemVersion: { type: 'ItemVersion', does: 'update' },
    unscheduleItemVersion: { type: 'ItemVersion', does: 'update' },
    discardItemVersion: { type: 'ItemVersion', does: 'update' },
    reviseItem: { type: 'PortalItem', does: 'update' },
    withdrawItem: { type: 'PortalItem', does: 'update' },
    classifyItem: { type: 'PortalItem', does: 'update' },
  },
  rows: {
    PortalItem: {
      read: byP03('A01', or(portal, oversees, ofItsUnit, itemAuthor, onPortal('PUBLISHED'), keeper, granted('read'))),
      insert: and(drafts, itemAuthor),
      update: byP03('A01', or(portal, ofItsUnit)),
      labels: 'P03.A06',
    },
    ItemVersion: {
      read: byP03('A01', or(portal, oversees, ofTheirUnit, author, onPortal('LIVE'), keeper, granted('read'))),
      insert: and(drafts, author),
      update: byP03('A01', or(portal, ofTheirUnit)),
      labels: 'P03.A06',
    },
  },
  // What is said among those who write, review and publish; numbers in a row tell how many drafts there are.
  fields: { ItemVersion: { note: signedIn }, PortalItem: { number: signedIn } },
});
