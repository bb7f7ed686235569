import { and, cleared, or, signedIn, viewerOwns } from '../access/rules.js';
import { grantedItsRecord, onlyTheRowTells } from '../duties/recordRules.js';
import { definePermissions } from '../module.js';
import { Notice } from './notice.entity.js';

/** A notice of a duty goes with the duty: where that is hidden now, so is the notice. */
const dutyIsSeen = onlyTheRowTells(
  'dutyIsSeen',
  (row) => `(${row.column('duty')} is null or duties.sees(${row.column('duty')}))`,
);

const ofADuty = onlyTheRowTells('ofADuty', (row) => `${row.column('duty')} is not null`);

export const permissions = definePermissions({
  calls: {
    Query: { notices: signedIn, notice: signedIn, noticeAddress: signedIn },
    Mutation: { markNoticesRead: signedIn, setNoticeAddress: signedIn },
  },
  rows: {
    Notice: {
      read: and(viewerOwns(Notice, 'person'), dutyIsSeen),
      // The label of a duty is asked by dutyIsSeen, as it is now.
      knownTo: or(ofADuty, and(cleared, grantedItsRecord)),
    },
  },
});
