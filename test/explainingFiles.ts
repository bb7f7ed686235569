import { randomUUID } from 'node:crypto';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

const disposer = 'customer-service-manager';

const reportFinding =
  'mutation($id: ID!) { reportFinding(input: { fileId: $id, damage: FADED, description: "褪色" }) { id } }';
const writeContent = 'mutation($id: ID!) { writeContent(fileId: $id, content: { title: "题", text: "文" }) { id } }';
const placeHold = 'mutation($id: ID!) { placeHold(fileId: $id, reason: "诉讼") { id } }';

/** How each action on an archive file and on what hangs on it is really tried. */
export function fileAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const person = (name: string) => opened().personId(name);
  const versioned = (table: string) => async (id: string) => {
    const [row] = await opened().owner<{ version: number }>(`select version from records.${table} where id = $1`, [id]);
    return { id, version: row?.version ?? 1 };
  };
  const made = async (who: string, document: string, id: string, field: string): Promise<string> =>
    (await opened().as(who).run(document, { id })).data[field].id;
  const insertLoan = async ({ id }: LabelledCustomer): Promise<string> => {
    const loan = randomUUID();
    await opened().owner('delete from records.loan where file_id = $1', [id]);
    await opened().owner(
      `insert into records.loan (id, created_at, updated_at, label, file_id, subject_type, title, copies, reason, borrower_id, lent_by_id, lent_at, due_at)
       select $1, now(), now(), label, id, subject_type, title, 1, '洽谈', $3, $3, now() - interval '1 day', now() from records.file where id = $2`,
      [loan, id, await person('administrator')],
    );
    return loan;
  };
  const insertDestruction = async ({ id }: LabelledCustomer): Promise<string> => {
    const destruction = randomUUID();
    await opened().owner('delete from records.destruction where file_id = $1', [id]);
    await opened().owner(
      `insert into records.destruction (id, created_at, updated_at, label, file_id, subject_type, number, retention_class, reason, ordered_by_id, first_witness_id, second_witness_id)
       select $1, now(), now(), label, id, subject_type, number, retention_class, '期满', $3, $4, $5 from records.file where id = $2`,
      [destruction, id, await person(disposer), await person('general-manager'), await person('sales-director')],
    );
    return destruction;
  };
  /** That a file is not due for it, or on loan, is a matter of its state and not of rights. */
  const onFile = (document: string, variables?: Attempt['variables']): Attempt => ({
    type: 'ArchiveFile',
    document,
    record: ({ id }) => id,
    dependsOnState: true,
    ...(variables ? { variables } : {}),
  });
  const changing = (call: string): Attempt =>
    onFile(`mutation($id: ID!, $version: Int!) { ${call} { id } }`, versioned('file'));
  const withPerson = (call: string): Attempt =>
    onFile(`mutation($id: ID!, $who: ID!) { ${call} { id } }`, async (id) => ({ id, who: await person(disposer) }));
  const hanging = (type: string, call: string, record: Attempt['record']): Attempt => ({
    type,
    document: `mutation($id: ID!) { ${call} { id } }`,
    record,
    dependsOnState: true,
  });
  return {
    'ArchiveFile placeFile': changing('placeFile(id: $id, version: $version)'),
    'ArchiveFile describeFile': changing('describeFile(id: $id, version: $version, input: {})'),
    'ArchiveFile closeFile': changing('closeFile(id: $id, version: $version)'),
    'ArchiveFile reviewFile': changing(
      'reviewFile(id: $id, version: $version, input: { decision: DESTROY, reason: "无价值" })',
    ),
    'ArchiveFile lendFile': withPerson('lendFile(input: { fileId: $id, borrowerId: $who, reason: "洽谈" })'),
    'ArchiveFile allowCopy': withPerson(
      'allowCopy(input: { fileId: $id, kind: COPY, part: "全卷", purpose: "投标", receiverId: $who })',
    ),
    'ArchiveFile recordCarriage': withPerson(
      'recordCarriage(input: { fileId: $id, kind: SEND, carriedById: $who, place: "太原", measures: "密封" })',
    ),
    'ArchiveFile orderDestruction': withPerson(
      'orderDestruction(input: { fileId: $id, reason: "期满", firstWitnessId: $who, secondWitnessId: $who })',
    ),
    'ArchiveFile placeHold': onFile(placeHold),
    'ArchiveFile reportFinding': onFile(reportFinding),
    'ArchiveFile writeContent': onFile(writeContent),
    'FileLoan returnFile': hanging('FileLoan', 'returnFile(id: $id, version: 1)', insertLoan),
    'LegalHold liftHold': hanging('LegalHold', 'liftHold(id: $id, version: 1, reason: "撤诉")', ({ id }) =>
      made(disposer, placeHold, id, 'placeHold'),
    ),
    'Destruction cancelDestruction': hanging(
      'Destruction',
      'cancelDestruction(id: $id, version: 1, reason: "仍需")',
      insertDestruction,
    ),
    'Destruction witnessDestruction': hanging(
      'Destruction',
      'witnessDestruction(id: $id, version: 1)',
      insertDestruction,
    ),
    'FileFinding closeRepair': hanging('FileFinding', 'closeRepair(id: $id, version: 1, repair: "加固")', (file) =>
      made(file.keeper, reportFinding, file.id, 'reportFinding'),
    ),
    'RecordContent reviseContent': hanging(
      'RecordContent',
      'reviseContent(id: $id, version: 1, content: { title: "改", text: "改" })',
      (file) => made(file.keeper, writeContent, file.id, 'writeContent'),
    ),
  };
}
