import { approveComplaintResult } from './complaint.approval.js';
import { Complaint } from './complaint.entity.js';
import { ComplaintResolver } from './complaint.resolver.js';
import { answerComplaint, complaintTerms, handleComplaint, takeComplaint } from './complaints.duties.js';

/** What complaints add to the manifest of the module. */
export const complaints = {
  entities: [Complaint],
  reads: [Complaint],
  resolver: ComplaintResolver,
  approvals: [approveComplaintResult],
  duties: [takeComplaint, handleComplaint, answerComplaint],
  interpretations: [complaintTerms],
};
