import { and, not, or, role, rule, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, portal } from '../publishing.roles.js';
import { PublishingViolation } from './publishingViolation.entity.js';

const manager = role('GENERAL_MANAGER');
const concerned = or(viewerOwns(PublishingViolation, 'unitHead'), viewerOwns(PublishingViolation, 'publisher'));
const reporter = viewerOwns(PublishingViolation, 'reportedBy');
const decided = rule(
  'decided',
  () => undefined,
  (row) => `${row.column('decidedAt')} is not null`,
);
const reports = byP03('A06', or(portal, role('UNIT_HEAD', 'INFORMATION_OFFICER', 'GENERAL_MANAGER', 'AUDITOR')));
/** Nobody decides about what they are said to have done, or reported themselves. */
const decides = byP03('A06', and(manager, not(concerned), not(reporter)));

export const violationPermissions = definePermissions({
  calls: {
    Query: { publishingViolation: signedIn, publishingViolations: signedIn },
    Mutation: { reportPublishingViolation: reports, decidePublishingViolation: decides },
  },
  records: {
    reportPublishingViolation: { type: 'PortalItem', does: 'extend' },
    decidePublishingViolation: { type: 'PublishingViolation', does: 'update' },
  },
  rows: {
    PublishingViolation: {
      // Whoever it is recorded against hears of it when it is decided.
      read: byP03(
        'A06',
        or(and(or(role('PORTAL_OFFICE', 'AUDITOR'), manager), not(concerned)), reporter, and(concerned, decided)),
      ),
      insert: and(reports, reporter),
      update: decides,
      labels: 'P03.A06',
    },
  },
});
