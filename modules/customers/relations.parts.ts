import { AnnualReport } from './dealings/annualReport.entity.js';
import { AnnualReportResolver } from './dealings/annualReport.resolver.js';
import { fileEntries } from './dealings/dealings.migration.js';
import { FileEntry } from './dealings/fileEntry.entity.js';
import { FileEntryResolver } from './dealings/fileEntry.resolver.js';
import { lastDealings } from './dealings/lastDealings.migration.js';
import { Liaison } from './liaisons/liaison.entity.js';
import { LiaisonResolver } from './liaisons/liaison.resolver.js';
import { promptReplacement, replaceLiaison } from './liaisons/liaisons.duties.js';
import { liaisons } from './liaisons/liaisons.migration.js';
import { FirstContact } from './newCustomers/firstContact.entity.js';
import { FirstContactResolver } from './newCustomers/firstContact.resolver.js';
import { promptRegistration, registerNewCustomer } from './newCustomers/newCustomers.duties.js';
import { firstContacts } from './newCustomers/newCustomers.migration.js';
import { confirmCustomerFile } from './refreshing/confirmation.approval.js';
import { refreshFiles, refreshInterval } from './refreshing/refreshing.duties.js';
import { fileState } from './refreshing/refreshing.migration.js';
import { RefreshingResolver } from './refreshing/refreshing.resolver.js';
import { FileViolation } from './violations/fileViolation.entity.js';
import { pursueManager, pursueViolation } from './violations/violations.duties.js';
import { fileViolations, violationsOfManagers } from './violations/violations.migration.js';
import { ViolationsResolver } from './violations/violations.resolver.js';
import { PlannedVisit } from './visits/plannedVisit.entity.js';
import { makePlannedVisit } from './visits/visits.duties.js';
import { plannedVisits } from './visits/visits.migration.js';
import { VisitsResolver } from './visits/visits.resolver.js';

/** What the manifest takes of a customer's file as it lives: first contact, dealings, refreshing, contact persons, visits, violations. */
export const relations = {
  entities: [FirstContact, FileEntry, AnnualReport, Liaison, PlannedVisit, FileViolation],
  reads: [FirstContact, FileEntry, AnnualReport, Liaison, PlannedVisit, FileViolation],
  resolvers: [
    FirstContactResolver,
    FileEntryResolver,
    AnnualReportResolver,
    RefreshingResolver,
    LiaisonResolver,
    VisitsResolver,
    ViolationsResolver,
  ],
  approvals: [confirmCustomerFile],
  duties: [registerNewCustomer, refreshFiles, replaceLiaison, makePlannedVisit, pursueViolation, pursueManager],
  interpretations: [promptRegistration, refreshInterval, promptReplacement],
  migrations: [
    firstContacts,
    fileEntries,
    fileState,
    liaisons,
    plannedVisits,
    fileViolations,
    lastDealings,
    violationsOfManagers,
  ],
};
