import { and, heldIn, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, office, oversees, portal } from '../publishing.roles.js';
import { InformationOfficer } from './informationOfficer.entity.js';

const head = role('UNIT_HEAD');
/** The head names the officer of the unit; the office files it where the unit says it on paper. */
const namesOfficers = byP03('A03', or(head, office));
export const ofItsUnit = byP03('A03', and(signedIn, or(office, heldIn(head, InformationOfficer, 'unit'))));

export const officerPermissions = definePermissions({
  calls: {
    Query: {
      informationOfficer: signedIn,
      informationOfficers: signedIn,
      officerGaps: byP03('A03', or(portal, oversees, head)),
    },
    Mutation: { nameInformationOfficer: namesOfficers, endInformationOfficer: ofItsUnit },
  },
  records: { endInformationOfficer: { type: 'InformationOfficer', does: 'update' } },
  rows: { InformationOfficer: { read: signedIn, write: ofItsUnit } },
});
