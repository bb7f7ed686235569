import { clause, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, overseers } from '../it-operations.rules.js';
import { StaffMember } from './staffMember.entity.js';

const leads = clause('P12.A03', or(head, role('GENERAL_MANAGER')));

export const teamPermissions = definePermissions({
  calls: {
    Query: { staffMember: signedIn, staffMembers: signedIn, teamStability: clause('P12.A03', or(head, overseers)) },
    Mutation: { addStaffMember: leads, endStaffMember: leads },
  },
  records: { endStaffMember: { type: 'StaffMember', does: 'update' } },
  rows: {
    StaffMember: { read: clause('P12.A03', or(head, overseers, viewerOwns(StaffMember, 'person'))), write: leads },
  },
});
