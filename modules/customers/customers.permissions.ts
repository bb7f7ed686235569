import { and, clause, keeper, or, role, signedIn, viewerOwns } from '../../src/access/rules.js';
import { ApprovalRequest } from '../../src/approvals/approvalRequest.entity.js';
import { definePermissions, joinPermissions } from '../../src/module.js';
import { complaintPermissions } from './complaints/complaints.permissions.js';
import { customerService, dealsWithCustomers, keepsRegister, mayRead } from './customers.rules.js';
import { dealingsPermissions } from './dealings/dealings.permissions.js';
import { disclosurePermissions } from './disclosure/disclosure.permissions.js';
import { incidentPermissions } from './incidents/incidents.permissions.js';
import { liaisonPermissions } from './liaisons/liaisons.permissions.js';
import { newCustomersPermissions } from './newCustomers/newCustomers.permissions.js';
import { refreshingPermissions } from './refreshing/refreshing.permissions.js';
import { reportPermissions } from './reports/reports.permissions.js';
import { surveyPermissions } from './surveys/surveys.permissions.js';
import { violationPermissions } from './violations/violations.permissions.js';
import { visitPermissions } from './visits/visits.permissions.js';

const inspects = clause('P01.A14', customerService);
const mayReach = clause('P01.A17', or(dealsWithCustomers, keeper));

const register = definePermissions({
  calls: {
    Query: {
      customer: signedIn,
      customers: signedIn,
      keepingInspection: signedIn,
      keepingInspections: signedIn,
      ...incidentPermissions.calls.Query,
      ...reportPermissions.calls.Query,
      ...complaintPermissions.calls.Query,
    },
    Mutation: {
      registerCustomer: keepsRegister,
      updateCustomer: keepsRegister,
      addContact: keepsRegister,
      removeContact: keepsRegister,
      importCustomers: keepsRegister,
      recordInspection: inspects,
      requestCustomerReading: clause('P01.A18', signedIn),
      resubmitCustomerReading: clause('P01.A18', and(signedIn, viewerOwns(ApprovalRequest, 'applicant'))),
      ...incidentPermissions.calls.Mutation,
      ...reportPermissions.calls.Mutation,
      ...complaintPermissions.calls.Mutation,
    },
  },
  records: {
    updateCustomer: { type: 'Customer', does: 'update' },
    addContact: { type: 'Customer', does: 'extend' },
    removeContact: { type: 'Contact', does: 'delete' },
    importCustomers: { type: 'StoredFile' },
    requestCustomerReading: { type: 'Customer' },
    resubmitCustomerReading: { type: 'ApprovalRequest', does: 'update' },
    ...incidentPermissions.records,
    ...reportPermissions.records,
    ...complaintPermissions.records,
  },
  rows: {
    Customer: { read: mayRead, write: keepsRegister, labels: 'P01.A22' },
    Contact: { read: mayRead, write: keepsRegister, delete: keepsRegister, labels: 'P01.A22' },
    KeepingInspection: { read: clause('P01.A14', or(customerService, role('GENERAL_MANAGER'))), insert: inspects },
    ...incidentPermissions.rows,
    ...reportPermissions.rows,
    ...complaintPermissions.rows,
  },
  fields: {
    Contact: { telephone: mayReach, email: mayReach },
    ...complaintPermissions.fields,
  },
});

export const permissions = joinPermissions(
  register,
  newCustomersPermissions,
  dealingsPermissions,
  disclosurePermissions,
  refreshingPermissions,
  liaisonPermissions,
  visitPermissions,
  violationPermissions,
  surveyPermissions,
);
