import { and, clause, or, role, rule, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { hospitalWide } from '../informationSection.rules.js';
import { SecrecyUndertaking } from './sectionTask.entity.js';

const namesInCharge = clause('P08.A01', role('GENERAL_MANAGER', 'MCH_DIRECTOR'));
const assigns = clause('P08.A01', role('MCH_SECTION_HEAD'));
const inCharge = rule(
  'inCharge',
  () => undefined,
  (row) => `(${row.column('work')} = 'IN_CHARGE')`,
);
const ordinary = rule(
  'ordinary',
  () => undefined,
  (row) => `(${row.column('work')} <> 'IN_CHARGE')`,
);
/** The section does not choose who is in charge of it. */
const decides = clause('P08.A01', or(and(namesInCharge, inCharge), and(assigns, ordinary)));

export const sectionPermissions = definePermissions({
  calls: {
    Query: {
      sectionTask: signedIn,
      sectionTasks: signedIn,
      secrecyUndertaking: signedIn,
      secrecyUndertakings: signedIn,
      informationSection: signedIn,
    },
    Mutation: {
      nameVicePresident: namesInCharge,
      assignSectionTask: assigns,
      endSectionTask: decides,
      undertakeSecrecy: signedIn,
    },
  },
  records: { endSectionTask: { type: 'SectionTask', does: 'update' } },
  rows: {
    SectionTask: { read: signedIn, write: decides, labels: 'P08.A07' },
    SecrecyUndertaking: {
      read: clause('P08.A07', or(hospitalWide, viewerOwns(SecrecyUndertaking, 'person'))),
      insert: viewerOwns(SecrecyUndertaking, 'person'),
      labels: 'P08.A07',
    },
  },
});
