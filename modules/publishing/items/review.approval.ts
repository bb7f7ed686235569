import { and, clause, heldIn, or, signedIn } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { ofUnits, portal } from '../publishing.roles.js';
import { acceptWithReview } from '../screening/versionScreenings.js';
import { ItemVersion } from './itemVersion.entity.js';

/** P03.A06: reviewed first and published then, by somebody who neither wrote, proof-read nor submitted it. */
export const reviewItem = defineApproval<{ number: string; version: number }>({
  name: 'reviewItem',
  version: 1,
  title: { en: 'Review before publication', zh: '信息发布审查' },
  subject: ItemVersion,
  form: {
    number: { en: 'Number of the item', zh: '信息编号' },
    version: { en: 'Version', zh: '版本' },
  },
  mayApply: clause('P03.A05', and(signedIn, or(portal, heldIn(ofUnits, ItemVersion, 'unit')))),
  steps: [
    {
      name: 'review',
      title: { en: 'Review', zh: '审查' },
      clause: 'P03.A06',
      by: [{ role: 'PORTAL_REVIEWER' }],
      mode: 'any',
      act: 'review',
      dueWorkingDays: 1,
      escalateTo: 'PORTAL_OFFICE',
    },
  ],
  outcome: async (writing, request) => {
    await acceptWithReview(writing, request);
    await writing.em.execute('select publishing.approve_version(?)', [request.id]);
  },
  notApproved: async ({ em }, { id }) => {
    await em.execute('select publishing.leave_review(?)', [id]);
  },
});
