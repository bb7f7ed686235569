import { clause, or, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, section } from '../mch-statistics.roles.js';

const drafts = clause('P11.A09', section);
const decides = clause('P11.A09', or(section, role('MCH_DIRECTOR')));

export const releasePermissions = definePermissions({
  calls: {
    Query: { releaseDraft: signedIn, releaseDrafts: signedIn },
    Mutation: { draftRelease: drafts, previewRelease: decides, requestRelease: drafts },
  },
  records: {
    previewRelease: { type: 'ReleaseDraft' },
    requestRelease: { type: 'ReleaseDraft', does: 'update' },
  },
  rows: {
    ReleaseDraft: { read: clause('P11.A09', overseers), write: decides, labels: 'P11.A08' },
  },
});
