import { AnnualReport } from './dealings/annualReport.entity.js';
import { AnnualReportResolver } from './dealings/annualReport.resolver.js';
import { fileEntries } from './dealings/dealings.migration.js';
import { FileEntry } from './dealings/fileEntry.entity.js';
import { FileEntryResolver } from './dealings/fileEntry.resolver.js';
import { FirstContact } from './newCustomers/firstContact.entity.js';
import { FirstContactResolver } from './newCustomers/firstContact.resolver.js';
import { promptRegistration, registerNewCustomer } from './newCustomers/newCustomers.duties.js';
import { firstContacts } from './newCustomers/newCustomers.migration.js';
import { confirmCustomerFile } from './refreshing/confirmation.approval.js';
import { refreshFiles, refreshInterval } from './refreshing/refreshing.duties.js';
import { fileState } from './refreshing/refreshing.migration.js';
import { RefreshingResolver } from './refreshing/refreshing.resolver.js';

/** What the manifest takes of a customer's file as it lives: first contact, dealings, refreshing. */
export const relations = {
  entities: [FirstContact, FileEntry, AnnualReport],
  reads: [FirstContact, FileEntry, AnnualReport],
  resolvers: [FirstContactResolver, FileEntryResolver, AnnualReportResolver, RefreshingResolver],
  approvals: [confirmCustomerFile],
  duties: [registerNewCustomer, refreshFiles],
  interpretations: [promptRegistration, refreshInterval],
  migrations: [firstContacts, fileEntries, fileState],
};
