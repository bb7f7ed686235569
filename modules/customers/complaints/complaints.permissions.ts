import { MissingKind } from '../../../src/access/conditions.js';
import { Label } from '../../../src/access/labels.js';
import {
  and,
  clause,
  granted,
  heldIn,
  keeper,
  or,
  type Rule,
  role,
  rule,
  signedIn,
  viewerOwns,
} from '../../../src/access/rules.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { definePermissions } from '../../../src/module.js';
import { Complaint } from './complaint.entity.js';

/** Marketing headquarters, which runs complaints; the other departments help (P04.A02). */
const marketing = role(
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
  'SALES_DIRECTOR',
  'CUSTOMER_DEVELOPER',
);
const office = role('OFFICE');
const handler = viewerOwns(Complaint, 'handler');
const receiver = viewerOwns(Complaint, 'receivedBy');

/** The office may not know of it then, so that its keeper stands in. */
const keptApart = rule(
  'keptApart',
  (viewer) => (signedIn.viewer(viewer) === true ? undefined : false),
  (row) => `${row.column('label')} >= '${Label.SECRET}'::access.label`,
  { kind: MissingKind.OTHER },
);
const keeperInPlace = and(keeper, keptApart);
const helps = heldIn(role('UNIT_HEAD'), Complaint, 'assistingDepartment');
const reads = or(
  marketing,
  office,
  role('GENERAL_MANAGER', 'ANALYST'),
  heldIn(role('UNIT_HEAD'), Complaint, 'department'),
  helps,
  handler,
  receiver,
  keeper,
  granted('read'),
);
const reaches = or(marketing, office, role('GENERAL_MANAGER'), handler, keeper);
const byP04A08 = (ruled: Rule) => clause('P04.A08', ruled);
const byP04A02 = (ruled: Rule) => clause('P04.A02', ruled);

export const complaintPermissions = definePermissions({
  calls: {
    Query: { complaint: signedIn, complaints: signedIn },
    Mutation: {
      receiveComplaint: byP04A02(marketing),
      takeComplaint: byP04A08(heldIn(marketing, Complaint, 'department')),
      assistComplaint: byP04A08(or(helps, keeperInPlace)),
      proposeComplaintResult: byP04A08(and(signedIn, handler)),
      resubmitComplaintResult: byP04A08(and(signedIn, viewerOwns(ApprovalRequest, 'applicant'))),
      answerComplaint: byP04A08(or(office, keeperInPlace)),
    },
  },
  records: {
    receiveComplaint: { type: 'Customer', does: 'extend' },
    takeComplaint: { type: 'Complaint', does: 'update' },
    assistComplaint: { type: 'Complaint', does: 'update' },
    proposeComplaintResult: { type: 'Complaint', does: 'update' },
    resubmitComplaintResult: { type: 'ApprovalRequest', does: 'update' },
    answerComplaint: { type: 'Complaint', does: 'update' },
  },
  rows: {
    Complaint: {
      read: byP04A02(reads),
      insert: byP04A02(and(marketing, receiver)),
      update: byP04A08(or(marketing, office, handler, helps, keeper)),
      labels: 'P01.A22',
    },
  },
  fields: {
    Complaint: { complainant: byP04A08(reaches), reachedAt: byP04A08(reaches) },
  },
});
