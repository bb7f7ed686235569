import { CustomerDisclosure } from '../disclosure/customerDisclosure.entity.js';
import { giveCustomerInformation } from '../disclosure/disclosure.approval.js';
import { disclosures } from '../disclosure/disclosure.migrations.js';
import { DisclosureResolver } from '../disclosure/disclosure.resolver.js';
import { copyCustomerFile, destroyCustomerFile, lendCustomerFile } from './fileUse.approvals.js';
import { checkStorageRooms, repairCustomerFile, returnCustomerFile } from './fileUse.duties.js';
import { loanDays, repairTime, roomChecks } from './fileUse.interpretations.js';

/** What the use of files brings to the module: loans, copies, destruction, rooms, and what leaves the enterprise. */
export const fileUse = {
  entities: [CustomerDisclosure],
  reads: [CustomerDisclosure],
  resolvers: [DisclosureResolver],
  approvals: [lendCustomerFile, copyCustomerFile, destroyCustomerFile, giveCustomerInformation],
  duties: [returnCustomerFile, repairCustomerFile, checkStorageRooms],
  interpretations: [loanDays, repairTime, roomChecks],
  migrations: [disclosures],
};
