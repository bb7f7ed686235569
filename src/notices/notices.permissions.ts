import { and, cleared, or, signedIn, viewerOwns } from '../access/rules.js';
import { grantedItsRecord, onlyTheRowTells } from '../duties/recordRules.js';
import { definePermissions } from '../module.js';
import { Notice } from './notice.entity.js';

/** A notice of a duty goes with the duty: where that is hidden now, so is the notice. */
const dutyIsSeen = onlyTheRowTells(
  'dutyIsSeen',
  (row) => `(${row.column('duty')} is null or duties.sees(${row.column('duty')}))`,
);

/** One of a request goes with the request. */
const requestIsSeen = onlyTheRowTells(
  'requestIsSeen',
  (row) => `(${row.column('request')} is null or approvals.sees_request(${row.column('request')}))`,
);

const ofARequest = onlyTheRowTells('ofARequest', (row) => `${row.column('request')} is not null`);

const ofADuty = onlyTheRowTells('ofADuty', (row) => `${row.column('duty')} is not null`);

export const permissions = definePermissions({
  calls: {
    Query: { notices: signedIn, notice: signedIn, noticeAddress: signedIn },
    Mutation: { markNoticesRead: signedIn, setNoticeAddress: signedIn },
  },
  rows: {
    Notice: {
      read: and(viewerOwns(Notice, 'person'), dutyIsSeen, requestIsSeen),
      // The label of a duty or request is asked by dutyIsSeen and requestIsSeen, as it is now.
      knownTo: or(ofADuty, ofARequest, and(cleared, grantedItsRecord)),
    },
  },
});
