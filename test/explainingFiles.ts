import { randomUUID } from 'node:crypto';
import type { Attempt } from './explaining.js';
import { pending } from './explainingApprovals.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

const disposer = 'customer-service-manager';

const reportFinding =
  'mutation($id: ID!) { reportFinding(input: { fileId: $id, damage: FADED, description: "褪色" }) { id } }';
const writeContent = 'mutation($id: ID!) { writeContent(fileId: $id, content: { title: "题", text: "文" }) { id } }';
const placeHold = 'mutation($id: ID!) { placeHold(fileId: $id, reason: "诉讼") { id } }';

const permitOf: Record<string, string> = {
  lendOnRequest: 'lendCustomerFile',
  copyOnRequest: 'copyCustomerFile',
  orderDestruction: 'destroyCustomerFile',
};

/** How each action on an archive file and on what hangs on it is really tried. */
export function fileAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const person = (name: string) => opened().personId(name);
  const versioned = (table: string) => async (id: string) => {
    const [row] = await opened().owner<{ version: number }>(`select version from records.${table} where id = $1`, [id]);
    return { id, version: row?.version ?? 1 };
  };
  const made = async (who: string, document: string, id: string, field: string): Promise<string> =>
    (await opened().as(who).run(document, { id })).data[field].id;
  /** What a loan or destruction stands on; nobody asks for it here. */
  const insertRequest = (file: string, call = ''): Promise<string> =>
    pending(opened(), permitOf[call] ?? 'paper', file);
  const insertLoan = async ({ id }: LabelledCustomer): Promise<string> => {
    const loan = randomUUID();
    await opened().owner('delete from records.loan where file_id = $1', [id]);
    await opened().owner(
      `insert into records.loan (id, created_at, updated_at, label, file_id, subject_type, title, copies, purpose, reason, signed_by, request_id, borrower_id, lent_by_id, lent_at, due_at)
       select $1, now(), now(), label, id, subject_type, title, 1, '续约', '洽谈', '孙国强', $4, $3, $3, now() - interval '1 day', now() from records.file where id = $2`,
      [loan, id, await person('administrator'), await insertRequest(id)],
    );
    return loan;
  };
  const insertDestruction = async ({ id }: LabelledCustomer): Promise<string> => {
    const destruction = randomUUID();
    await opened().owner('delete from records.destruction where file_id = $1', [id]);
    await opened().owner(
      `insert into records.destruction (id, created_at, updated_at, label, file_id, subject_type, number, retention_class, reason, ordered_by_id, first_witness_id, second_witness_id, request_id)
       select $1, now(), now(), label, id, subject_type, number, retention_class, '期满', $3, $4, $5, $6 from records.file where id = $2`,
      [
        destruction,
        id,
        await person(disposer),
        await person('general-manager'),
        await person('sales-director'),
        await insertRequest(id),
      ],
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
  /** With a request that is not approved yet, which the state of the request refuses. */
  const onRequest = (call: string): Attempt =>
    onFile(`mutation($id: ID!, $request: ID!) { ${call}(fileId: $id, requestId: $request) { id } }`, async (id) => ({
      id,
      request: await insertRequest(id, call),
    }));
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
    'ArchiveFile requestLoan': withPerson(
      'requestLoan(input: { fileId: $id, borrowerId: $who, purpose: "续约", reason: "洽谈", signedBy: "孙国强" })',
    ),
    'ArchiveFile lendFile': withPerson(
      'lendFile(input: { fileId: $id, borrowerId: $who, purpose: "续约", reason: "洽谈", signedBy: "孙国强" })',
    ),
    'ArchiveFile lendOnRequest': onRequest('lendOnRequest'),
    'ArchiveFile requestCopy': withPerson(
      'requestCopy(input: { fileId: $id, kind: COPY, part: "全卷", purpose: "投标", receiverId: $who })',
    ),
    'ArchiveFile copyOnRequest': onRequest('copyOnRequest'),
    'ArchiveFile orderDestruction': onRequest('orderDestruction'),
    'ArchiveFile allowCopy': withPerson(
      'allowCopy(input: { fileId: $id, kind: COPY, part: "全卷", purpose: "投标", receiverId: $who })',
    ),
    'ArchiveFile recordCarriage': withPerson(
      'recordCarriage(input: { fileId: $id, kind: SEND, carriedById: $who, place: "太原", measures: "密封" })',
    ),
    'ArchiveFile requestDestruction': withPerson(
      'requestDestruction(input: { fileId: $id, reason: "期满", firstWitnessId: $who, secondWitnessId: $who })',
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
