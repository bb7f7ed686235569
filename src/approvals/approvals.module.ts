import { and, belowSecret, cleared, not, or, role, signedIn, viewerOwns } from '../access/rules.js';
import { defineModule, definePermissions } from '../module.js';
import { ApprovalDelegation } from './approvalDelegation.entity.js';
import { ApprovalEvent } from './approvalEvent.entity.js';
import { ApprovalRequest } from './approvalRequest.entity.js';
import { migrations } from './approvals.migrations.js';
import { ApprovalRequestResolver, ApprovalTaskResolver } from './approvals.resolver.js';
import { isAmong, isBarred, moduleIsOn, ofVisibleRequest, waitsForViewer } from './approvals.rules.js';
import { ApprovalTask } from './approvalTask.entity.js';
import { taskOfSomebodyElse } from './takenTask.js';

const applicant = viewerOwns(ApprovalRequest, 'applicant');
const enteredBy = viewerOwns(ApprovalRequest, 'enteredBy');
const asked = isAmong('asked');
/** Who answers for how clauses are kept. Of requests from SECRET up they hear when they are asked. */
const overseer = and(role('AUDITOR', 'GENERAL_MANAGER'), belowSecret);
const mine = and(signedIn, viewerOwns(ApprovalDelegation, 'person'));

const permissions = definePermissions({
  calls: {
    Query: {
      approvalInbox: signedIn,
      approvalTask: signedIn,
      approvalRequest: signedIn,
      approvalRequests: signedIn,
      myRequests: signedIn,
      approvalDelegation: signedIn,
      approvalDelegations: signedIn,
    },
    Mutation: {
      decideApproval: signedIn,
      decideApprovals: signedIn,
      returnApproval: signedIn,
      addApprovalSigner: signedIn,
      resubmitApproval: and(signedIn, applicant),
      withdrawApproval: and(signedIn, applicant),
      urgeApproval: and(signedIn, applicant),
      copyApproval: signedIn,
      delegateApprovals: signedIn,
      endApprovalDelegation: mine,
    },
  },
  records: {
    decideApproval: { type: 'ApprovalTask', ofHidden: taskOfSomebodyElse },
    returnApproval: { type: 'ApprovalTask', ofHidden: taskOfSomebodyElse },
    addApprovalSigner: { type: 'ApprovalTask', ofHidden: taskOfSomebodyElse },
    resubmitApproval: { type: 'ApprovalRequest', does: 'update' },
    withdrawApproval: { type: 'ApprovalRequest', does: 'update' },
    urgeApproval: { type: 'ApprovalRequest', does: 'update' },
    copyApproval: { type: 'ApprovalRequest', does: 'update' },
    endApprovalDelegation: { type: 'ApprovalDelegation', does: 'update' },
  },
  rows: {
    ApprovalRequest: {
      read: and(
        cleared,
        or(
          applicant,
          viewerOwns(ApprovalRequest, 'beneficiary'),
          viewerOwns(ApprovalRequest, 'keeper'),
          enteredBy,
          asked,
          isAmong('copied'),
          overseer,
        ),
      ),
      insert: and(signedIn, or(applicant, enteredBy)),
      update: and(cleared, or(applicant, asked, enteredBy)),
    },
    ApprovalTask: {
      read: and(
        cleared,
        waitsForViewer,
        not(viewerOwns(ApprovalTask, 'applicant')),
        not(viewerOwns(ApprovalTask, 'beneficiary')),
        not(isBarred),
        moduleIsOn,
      ),
    },
    ApprovalEvent: {
      read: ofVisibleRequest,
      insert: and(signedIn, viewerOwns(ApprovalEvent, 'person'), ofVisibleRequest),
    },
    ApprovalDelegation: {
      read: and(signedIn, or(viewerOwns(ApprovalDelegation, 'person'), viewerOwns(ApprovalDelegation, 'delegate'))),
      write: mine,
    },
  },
});

/** Requests that pass through signatures. Always on; modules bring the kinds of requests as data. */
export const approvals = defineModule({
  name: 'approvals',
  title: { en: 'Approvals', zh: '审批' },
  description: 'Requests that pass through reviews, signatures and seals, and what follows from them.',
  requires: ['access', 'audit', 'calendar', 'switching'],
  entities: [ApprovalRequest, ApprovalTask, ApprovalEvent, ApprovalDelegation],
  reads: [ApprovalRequest, { entity: ApprovalTask, list: 'approvalInbox', one: 'approvalTask' }, ApprovalDelegation],
  resolvers: [ApprovalRequestResolver, ApprovalTaskResolver],
  permissions,
  sweeps: [{ name: 'late requests', run: ({ core }) => core.approvals.sweep() }],
  migrations,
});
