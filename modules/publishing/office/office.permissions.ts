import { and, heldIn, or, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, office, ofUnits, oversees, portal } from '../publishing.roles.js';
import { PlannedTopic } from './plannedTopic.entity.js';
import { PortalInspection } from './portalInspection.entity.js';

const plans = byP03('A01', office);
const topicOfUnit = heldIn(ofUnits, PlannedTopic, 'unit');
const inspectedUnit = heldIn(ofUnits, PortalInspection, 'unit');
const reads = or(portal, oversees);

export const officePermissions = definePermissions({
  calls: {
    Query: {
      plannedTopic: signedIn,
      plannedTopics: signedIn,
      portalInspection: signedIn,
      portalInspections: signedIn,
      officerTraining: signedIn,
      officerTrainings: signedIn,
    },
    Mutation: {
      planTopic: plans,
      dropTopic: plans,
      recordPortalInspection: plans,
      remedyPortalFinding: byP03('A01', and(signedIn, inspectedUnit)),
      recordOfficerTraining: plans,
    },
  },
  records: {
    dropTopic: { type: 'PlannedTopic', does: 'update' },
    remedyPortalFinding: { type: 'PortalInspection', does: 'update' },
  },
  rows: {
    PlannedTopic: { read: byP03('A01', or(reads, topicOfUnit)), insert: plans, update: or(plans, topicOfUnit) },
    PortalInspection: { read: byP03('A01', or(reads, inspectedUnit)), insert: plans, update: or(plans, inspectedUnit) },
    OfficerTraining: { read: signedIn, insert: plans },
    OfficerTrainingAttendance: { read: signedIn, insert: plans },
  },
});
