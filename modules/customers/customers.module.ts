import { defineModule } from '../../src/module.js';
import { fillAcknowledgements } from './acknowledgements.demo.js';
import { fillComplaints } from './complaints/complaints.demo.js';
import { complaints } from './complaints/complaints.js';
import { Contact } from './contact.entity.js';
import { Customer } from './customer.entity.js';
import { CustomerResolver } from './customer.resolver.js';
import { clauses } from './customers.clauses.js';
import { fillCustomers } from './customers.demo.js';
import { inspectKeeping } from './customers.duties.js';
import { migrations } from './customers.migrations.js';
import { permissions } from './customers.permissions.js';
import { customerFiles } from './customers.records.js';
import { keepsRegister } from './customers.rules.js';
import { fileUse } from './fileUse/fileUse.parts.js';
import { IncidentResolver } from './incidents/incident.resolver.js';
import { fillIncidents } from './incidents/incidents.demo.js';
import { closeLeak, containLeak, leakTerms, reportLeak } from './incidents/incidents.duties.js';
import { LeakedFile } from './incidents/leakedFile.entity.js';
import { LeakIncident } from './incidents/leakIncident.entity.js';
import { LeakMeasure } from './incidents/leakMeasure.entity.js';
import { KeepingInspection } from './keepingInspection.entity.js';
import { KeepingInspectionResolver } from './keepingInspection.resolver.js';
import { customersHandover } from './leaving/leaving.handover.js';
import { readCustomerFile } from './reading.approval.js';
import { fillReadings } from './reading.demo.js';
import { ReadingResolver } from './reading.resolver.js';
import { fillRelations } from './relations.demo.js';
import { relations } from './relations.parts.js';
import { reports } from './reports/reports.parts.js';
import { sealedFields, sealedRelations } from './sealedFields.migration.js';
import { fillSurveys } from './surveys/surveys.demo.js';
import { surveys } from './surveys/surveys.js';

export const customers = defineModule({
  name: 'customers',
  title: { en: 'Customer information', zh: '客户信息' },
  description: 'Customer files: registering, finding, keeping and importing them (P01, P02, P04).',
  requires: ['access', 'approvals', 'duties', 'importing', 'records'],
  roles: {
    CUSTOMER_SERVICE_MANAGER: { en: 'Customer service manager', zh: '客户服务部经理' },
    CUSTOMER_INFORMATION_SUPERVISOR: { en: 'Customer information supervisor', zh: '客户信息主管' },
    CUSTOMER_INFORMATION_SPECIALIST: { en: 'Customer information specialist', zh: '客户信息专员' },
    CUSTOMER_DEVELOPER: { en: 'Customer developer', zh: '客户开发专员' },
    SALES_DIRECTOR: { en: 'Sales director', zh: '销售总监' },
    OFFICE: { en: 'Office', zh: '办公室' },
  },
  entities: [
    Customer,
    Contact,
    KeepingInspection,
    LeakIncident,
    LeakMeasure,
    LeakedFile,
    ...fileUse.entities,
    ...complaints.entities,
    ...reports.entities,
    ...relations.entities,
    ...surveys.entities,
  ],
  reads: [
    Customer,
    KeepingInspection,
    LeakIncident,
    ...fileUse.reads,
    ...complaints.reads,
    ...reports.reads,
    ...relations.reads,
    ...surveys.reads,
  ],
  resolvers: [
    CustomerResolver,
    KeepingInspectionResolver,
    ReadingResolver,
    IncidentResolver,
    ...fileUse.resolvers,
    complaints.resolver,
    reports.resolver,
    ...relations.resolvers,
    ...surveys.resolvers,
  ],
  approvals: [
    readCustomerFile,
    ...fileUse.approvals,
    ...complaints.approvals,
    ...reports.approvals,
    ...relations.approvals,
    ...surveys.approvals,
  ],
  permissions,
  clauses,
  duties: [
    inspectKeeping,
    reportLeak,
    containLeak,
    closeLeak,
    ...fileUse.duties,
    ...complaints.duties,
    ...reports.duties,
    ...relations.duties,
    ...surveys.duties,
  ],
  interpretations: [
    leakTerms,
    ...fileUse.interpretations,
    ...complaints.interpretations,
    ...relations.interpretations,
    ...surveys.interpretations,
  ],
  handover: customersHandover,
  records: [customerFiles],
  attachments: [{ entity: Customer, attach: keepsRegister }],
  prints: reports.prints,
  migrations: [
    ...migrations,
    ...fileUse.migrations,
    ...reports.migrations,
    ...relations.migrations,
    ...surveys.migrations,
    sealedFields,
    sealedRelations,
  ],
  demo: async (organisation) => {
    await fillCustomers(organisation);
    await fillAcknowledgements(organisation);
    await fillReadings(organisation);
    await fillIncidents(organisation);
    await fillComplaints(organisation);
    await fillSurveys(organisation);
    await fillRelations(organisation);
  },
});
