import { role } from '../../src/access/rules.js';
import { DisposalAction, defineRecords } from '../../src/records/archiveDefinition.js';
import { Contact } from './contact.entity.js';
import { Customer } from './customer.entity.js';
import { customerService } from './customers.rules.js';
import { AnnualReport } from './dealings/annualReport.entity.js';
import { FileEntry } from './dealings/fileEntry.entity.js';
import { Liaison } from './liaisons/liaison.entity.js';
import { FirstContact } from './newCustomers/firstContact.entity.js';
import { PlannedVisit } from './visits/plannedVisit.entity.js';

/** The archive of customer files (客户档案). */
export const customerFiles = defineRecords({
  entity: Customer,
  title: { en: 'Customer files', zh: '客户档案' },
  findingAid: {
    number: 'number',
    title: 'name',
    pinyin: 'pinyin',
    pinyinInitials: 'pinyinInitials',
    category: 'kind',
    keywords: 'keywords',
    unit: 'department',
  },
  retentionClasses: {
    'KH-P': { title: { en: 'Permanent', zh: '永久' }, action: DisposalAction.KEEP },
    'KH-30': {
      title: { en: 'Thirty years, then review', zh: '三十年，期满审查' },
      years: 30,
      action: DisposalAction.REVIEW,
    },
    'KH-10': {
      title: { en: 'Ten years, then review', zh: '十年，期满审查' },
      years: 10,
      action: DisposalAction.REVIEW,
    },
    'KH-3': {
      title: { en: 'Three years, then destruction', zh: '三年，期满销毁' },
      years: 3,
      action: DisposalAction.DESTROY,
    },
  },
  retentionClass: 'KH-10',
  erase: {
    properties: {
      name: '（已销毁）',
      pinyin: '',
      pinyinInitials: '',
      index: '',
      creditCode: null,
      legalRepresentative: null,
      address: null,
      postalCode: null,
      telephone: null,
      fax: null,
      webAddress: null,
      businessScope: null,
      capitalAmount: null,
      capitalCurrency: null,
      foundedOn: null,
      enterpriseType: null,
      province: null,
      city: null,
      keywords: null,
      creditStatus: null,
    },
    rows: [
      [Contact, 'customer'],
      [FileEntry, 'customer'],
      [AnnualReport, 'customer'],
      [FirstContact, 'customer'],
      [Liaison, 'customer'],
      [PlannedVisit, 'customer'],
    ],
  },
  permissions: {
    keep: customerService,
    lend: customerService,
    copy: role('GENERAL_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR'),
    carry: customerService,
    dispose: role('CUSTOMER_SERVICE_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR'),
    oversee: role('GENERAL_MANAGER'),
  },
  approvals: { loan: 'lendCustomerFile', copy: 'copyCustomerFile', destruction: 'destroyCustomerFile' },
  duties: { returnLoan: 'returnCustomerFile', repair: 'repairCustomerFile', checkRooms: 'checkStorageRooms' },
  toldOfRooms: ['CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER'],
  clauses: {
    label: 'P01.A22',
    place: 'P01.A07',
    carrier: 'P01.A08',
    loan: 'P01.A19',
    return: 'P01.A20',
    copy: 'P01.A23',
    carry: 'P01.A23',
    disposal: 'P01.A25',
    content: 'P01.A22',
    repair: 'P01.A15',
    environment: 'P01.A16',
  },
});
