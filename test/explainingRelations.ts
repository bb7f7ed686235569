import { newcomer, topDepartment } from '../src/access/access.harness.js';
import type { Attempt } from './explaining.js';
import { handoverDocuments } from './handoverCalls.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';
import {
  addEntry,
  askConfirmation,
  assignLiaison,
  collectReport,
  correctEntry,
  freshYear,
  planVisit,
  relationDocuments,
  reportViolation,
  reviewFile,
  updateReport,
} from './relationCalls.js';

/** How what people do with a customer's file as it lives is really tried. */
export function relationAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const entry = async (file: LabelledCustomer): Promise<string> =>
    (await opened().as(file.keeper).run(addEntry, { id: file.id })).data.addFileEntry.id;
  const report = async (file: LabelledCustomer): Promise<string> => {
    await opened().as(file.keeper).run(collectReport, { id: file.id, year: 2025 });
    const found = 'select id from customers.annual_report where customer_id = $1 and year = 2025';
    return (await opened().owner<{ id: string }>(found, [file.id]))[0]!.id;
  };
  const liaison = async (file: LabelledCustomer): Promise<string> => {
    const { id } = await newcomer(opened());
    await opened().owner(`update access.person set clearance = 'TOP_SECRET' where id = $1`, [id]);
    return (await opened().as(file.keeper).run(assignLiaison, { id: file.id, who: id })).data.assignLiaison.id;
  };
  const visit = async (file: LabelledCustomer): Promise<string> => {
    const who = await opened().personId(file.keeper);
    return (await opened().as(file.keeper).run(planVisit, { id: file.id, who })).data.planVisit.id;
  };
  const violation = async (file: LabelledCustomer): Promise<string> =>
    (await opened().as(file.keeper).run(reportViolation, { id: file.id })).data.reportViolation.id;
  const versionIn = (table: string) => async (id: string) => ({
    id,
    version: (await opened().owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]!
      .version,
  });
  const ofCustomer = (document: string, variables?: Attempt['variables']): Attempt => ({
    type: 'Customer',
    document,
    record: ({ id }) => id,
    ...(variables ? { variables } : {}),
  });
  /** Of somebody whom the test does not ask; a head signs it, an administrator sees it. */
  const handover = async (): Promise<string> => {
    const { id } = await newcomer(opened());
    const begun = await opened()
      .as('administrator')
      .run(
        'mutation($id: ID!, $to: ID!) { beginHandover(input: { personId: $id, departmentId: $to, reason: MOVES }) { id } }',
        { id, to: await topDepartment(opened()) },
      );
    return begun.data.beginHandover.id;
  };
  const ofHandover = (document: string): Attempt => ({
    type: 'Handover',
    document,
    record: handover,
    dependsOnState: true,
  });
  return {
    'Handover read': { ...ofHandover('query($id: ID!) { handover(id: $id) { id } }'), dependsOnState: false },
    ...Object.fromEntries(
      Object.entries(handoverDocuments).map(([name, document]) => [`Handover ${name}`, ofHandover(document)]),
    ),
    'Customer addFileEntry': ofCustomer(addEntry),
    'Customer assignLiaison': {
      ...ofCustomer(assignLiaison, async (id) => ({ id, who: await opened().personId('general-manager') })),
      dependsOnState: true,
    },
    'Customer planVisit': ofCustomer(planVisit, async (id) => ({
      id,
      who: await opened().personId(
        (
          await opened().owner<{ name: string }>(
            'select p.name from customers.customer c join access.person p on p.id = c.keeper_id where c.id = $1',
            [id],
          )
        )[0]!.name,
      ),
    })),
    'Customer reportViolation': ofCustomer(reportViolation),
    ...Object.fromEntries(
      (
        [
          ['Liaison', 'endLiaison', liaison],
          ['Liaison', 'replaceLiaison', liaison],
          ['PlannedVisit', 'recordVisit', visit],
          ['FileViolation', 'decideViolation', violation],
        ] as const
      ).map(([type, name, record]): [string, Attempt] => [
        `${type} ${name}`,
        { type, document: relationDocuments[name], record, dependsOnState: true },
      ]),
    ),
    'Customer collectAnnualReport': {
      ...ofCustomer(collectReport, (id) => ({ id, year: freshYear() })),
      dependsOnState: true,
    },
    'Customer reviewCustomerFile': ofCustomer(reviewFile, versionIn('customers.customer')),
    'Customer requestFileConfirmation': { ...ofCustomer(askConfirmation), dependsOnState: true },
    'FileEntry read': {
      type: 'FileEntry',
      document: 'query($id: ID!) { fileEntry(id: $id) { id } }',
      record: entry,
    },
    'FileEntry correctFileEntry': {
      type: 'FileEntry',
      document: correctEntry,
      record: entry,
    },
    'AnnualReport updateAnnualReport': {
      type: 'AnnualReport',
      document: updateReport,
      record: report,
      variables: versionIn('customers.annual_report'),
    },
  };
}
