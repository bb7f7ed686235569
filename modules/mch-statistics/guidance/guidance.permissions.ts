import { clause, heldIn, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { headOf, hospitalWide } from '../informationSection.rules.js';
import { section } from '../mch-statistics.roles.js';
import { GuidanceVisit } from './guidanceVisit.entity.js';
import { GuidedDepartment } from './guidedDepartment.entity.js';

const guides = clause('P08.A04', section);
const answers = clause('P08.A04', heldIn(role('UNIT_HEAD'), GuidanceVisit, 'department'));

export const guidancePermissions = definePermissions({
  calls: {
    Query: {
      guidedDepartment: signedIn,
      guidedDepartments: signedIn,
      guidanceVisit: signedIn,
      guidanceVisits: signedIn,
    },
    Mutation: {
      addGuidedDepartment: guides,
      endGuidedDepartment: guides,
      planGuidanceVisit: guides,
      recordGuidanceVisit: guides,
      answerGuidanceAdvice: answers,
      closeGuidanceVisit: guides,
      cancelGuidanceVisit: guides,
    },
  },
  records: {
    addGuidedDepartment: { type: 'Department' },
    endGuidedDepartment: { type: 'GuidedDepartment', does: 'update' },
    planGuidanceVisit: { type: 'GuidedDepartment', does: 'extend' },
    recordGuidanceVisit: { type: 'GuidanceVisit', does: 'update' },
    answerGuidanceAdvice: { type: 'GuidanceVisit', does: 'update' },
    closeGuidanceVisit: { type: 'GuidanceVisit', does: 'update' },
    cancelGuidanceVisit: { type: 'GuidanceVisit', does: 'update' },
  },
  rows: {
    GuidedDepartment: {
      read: clause('P08.A07', or(hospitalWide, headOf(GuidedDepartment, 'department'))),
      write: guides,
      labels: 'P08.A07',
    },
    GuidanceVisit: {
      read: clause('P08.A07', or(hospitalWide, headOf(GuidanceVisit, 'department'))),
      insert: guides,
      update: or(guides, answers),
      labels: 'P08.A07',
    },
  },
});
