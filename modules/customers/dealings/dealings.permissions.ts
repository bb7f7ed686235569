import { and, clause, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { customerService, dealsWithCustomers, keepsRegister, mayRead } from '../customers.rules.js';
import { FileEntry } from './fileEntry.entity.js';

/** Whoever reads customers by a role enters what they had to do with one; an entry changes nothing of the register. */
const reports = clause('P02.A05', or(dealsWithCustomers, role('UNIT_HEAD', 'ANALYST', 'READER')));

export const dealingsPermissions = definePermissions({
  calls: {
    Query: { fileEntry: signedIn, fileEntries: signedIn, annualReport: signedIn, annualReports: signedIn },
    Mutation: {
      addFileEntry: reports,
      correctFileEntry: clause('P02.A04', and(signedIn, or(customerService, viewerOwns(FileEntry, 'reportedBy')))),
      collectAnnualReport: keepsRegister,
      updateAnnualReport: keepsRegister,
    },
  },
  records: {
    addFileEntry: { type: 'Customer', does: 'extend' },
    correctFileEntry: { type: 'FileEntry', does: 'extend' },
    collectAnnualReport: { type: 'Customer', does: 'extend' },
    updateAnnualReport: { type: 'AnnualReport', does: 'update' },
  },
  rows: {
    FileEntry: { read: mayRead, insert: reports, labels: 'P01.A22' },
    AnnualReport: { read: mayRead, write: keepsRegister, labels: 'P01.A22' },
  },
});
