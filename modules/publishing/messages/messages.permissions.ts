import { MissingKind } from '../../../src/access/conditions.js';
import { and, anyone, heldIn, not, or, role, rule, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, office, ofUnits } from '../publishing.roles.js';
import { CitizenMessage } from './citizenMessage.entity.js';

const reviewer = role('PORTAL_REVIEWER');
const ofItsUnit = heldIn(ofUnits, CitizenMessage, 'unit');
const answered = viewerOwns(CitizenMessage, 'answeredBy');

/** What everybody reads, signed in or not. */
const published = rule(
  'published',
  () => undefined,
  (row) =>
    `(${row.column('status')} = 'PUBLISHED' and ${row.column('label')} = 'PUBLIC'::access.label and ${row.column('compartments')} = '{}')`,
  { kind: MissingKind.OTHER },
);

const works = byP03('A06', or(office, reviewer, ofUnits));

export const messagePermissions = definePermissions({
  calls: {
    Query: { citizenMessage: anyone, citizenMessages: anyone, messageState: anyone },
    Mutation: {
      leaveMessage: anyone,
      assignMessage: byP03('A01', office),
      answerMessage: byP03('A01', and(signedIn, ofItsUnit)),
      publishMessage: byP03('A06', and(or(office, reviewer), not(answered))),
      withdrawMessage: byP03('A06', or(office, reviewer)),
      markSpam: byP03('A01', office),
      unmarkSpam: byP03('A01', office),
    },
  },
  records: {
    assignMessage: { type: 'CitizenMessage', does: 'update' },
    answerMessage: { type: 'CitizenMessage', does: 'update' },
    publishMessage: { type: 'CitizenMessage', does: 'update' },
    withdrawMessage: { type: 'CitizenMessage', does: 'update' },
    markSpam: { type: 'CitizenMessage', does: 'update' },
    unmarkSpam: { type: 'CitizenMessage', does: 'update' },
  },
  rows: {
    CitizenMessage: {
      read: byP03('A01', or(office, reviewer, ofItsUnit, published)),
      update: byP03('A01', or(office, reviewer, ofItsUnit)),
      labels: 'P03.A06',
    },
    MessageSender: { read: byP03('A01', office), labels: 'P03.A06' },
  },
  // What is said among those who answer, review and publish.
  fields: { CitizenMessage: { flagged: works, publishReason: works, withdrawReason: works, spamReason: works } },
});
