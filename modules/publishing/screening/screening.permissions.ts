import { and, heldIn, not, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { ItemVersion } from '../items/itemVersion.entity.js';
import { byP03, ofUnits, oversees, portal } from '../publishing.roles.js';
import { VersionScreening } from './versionScreening.entity.js';

const ofTheirUnit = heldIn(ofUnits, VersionScreening, 'unit');
const reviewer = role('PORTAL_REVIEWER');
const tookPart = or(
  viewerOwns(ItemVersion, 'author'),
  viewerOwns(ItemVersion, 'proofReader'),
  viewerOwns(ItemVersion, 'submittedBy'),
);

export const screeningPermissions = definePermissions({
  calls: {
    Query: { versionScreening: signedIn, versionScreenings: signedIn },
    Mutation: { acceptScreening: byP03('A06', and(reviewer, not(tookPart))) },
  },
  records: { acceptScreening: { type: 'ItemVersion', does: 'extend' } },
  rows: {
    VersionScreening: {
      read: byP03('A06', or(portal, oversees, ofTheirUnit)),
      insert: byP03('A06', or(portal, ofTheirUnit)),
      update: byP03('A06', portal),
      labels: 'P03.A06',
    },
  },
});
