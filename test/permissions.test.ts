import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../src/access/passwords.js';
import { appraisalCalls, appraisalRows } from './appraisalCalls.js';
import { approvalCalls } from './approvalCalls.js';
import { attachmentCalls, attachmentRows } from './attachmentCalls.js';
import { handoverCalls } from './handoverCalls.js';
import { TestPlatform } from './harness.js';
import {
  type FileName,
  feedbackOn,
  fileNames,
  type LabelledCustomer,
  registerAllLabels,
  registerDocument,
  reportDocument,
} from './labelledCustomers.js';
import { people, table } from './peopleTable.js';
import { qualityCalls, qualityRows } from './qualityCalls.js';
import { relationCalls } from './relationCalls.js';
import { releaseCalls, releaseRows } from './releaseCalls.js';
import { reportCalls, reportRows } from './reportCalls.js';
import { satisfactionCalls } from './satisfactionCalls.js';
import { screeningCalls, screeningRows } from './screeningCalls.js';
import { tabledModules } from './tabledModules.js';

const outcomes: Record<string, string> = {
  ok: 'ok',
  '--': 'UNAUTHENTICATED',
  no: 'FORBIDDEN',
  nf: 'NOT_FOUND',
  in: 'BAD_USER_INPUT',
  is: 'INVALID_STATE',
};

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
});
afterAll(() => platform.close());

/** What each of the people gets, by name, one after the other. */
async function eachOf(ask: (who: string) => Promise<string>): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const who of Object.values(people)) answers[who] = await ask(who);
  return answers;
}

const versionOf = async (table: string, id: string): Promise<number> =>
  (await platform.owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]!.version;

const update = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) {
  updateCustomer(id: $id, version: $version, input: $input) { id }
}`;
const addContact = `mutation($id: ID!, $input: ContactInput!) { addContact(customerId: $id, input: $input) { id } }`;
const removeContact = `mutation($id: ID!, $version: Int!) { removeContact(id: $id, version: $version) }`;
const investigate = `mutation($id: ID!, $version: Int!) {
  investigateFeedback(id: $id, version: $version, verdict: TRUE, finding: "复检不合格") { id finding }
}`;

const loanInput = (borrower: string) =>
  `{ fileId: $id, borrowerId: ${borrower}, purpose: "续约", reason: "洽谈", signedBy: "孙国强" }`;
const lendFile = `mutation($id: ID!, $borrower: ID!) { lendFile(input: ${loanInput('$borrower')}) { id } }`;
const writeContent = 'mutation($id: ID!) { writeContent(fileId: $id, content: { title: "题", text: "文" }) { id } }';

/** Each root field, called by somebody on a file, with what it asks to be there before. */
const operations: Record<
  string,
  (
    who: string,
    file: LabelledCustomer,
  ) => Promise<readonly [document: string, variables?: Record<string, unknown>, token?: string]>
> = {
  viewer: async () => ['{ viewer { name mayCall } }'],
  person: async () => ['query($id: ID!) { person(id: $id) { name } }', { id: await platform.personId('reader') }],
  people: async () => ['{ people { totalCount } }'],
  department: async () => ['query($id: ID!) { department(id: $id) { name } }', { id: randomUUID() }],
  departments: async () => ['{ departments { totalCount } }'],
  modules: async () => ['{ modules { name } }'],
  policies: async () => ['{ policies { id } }'],
  clause: async () => ['{ clause(id: "P01.A18") { id } }'],
  explainAccess: async (_who, { id }) => [
    'query($id: ID!) { explainAccess(type: "Customer", id: $id, action: "read") { allowed } }',
    { id },
  ],
  compliance: async () => ['{ compliance(period: "2026") { clauses { clause due } } }'],
  dutiesAsOf: async () => ['{ dutiesAsOf(at: "2026-01-01T00:00:00Z") { hasNextPage } }'],
  policyVersion: async () => ['query($id: ID!) { policyVersion(id: $id) { id } }', { id: randomUUID() }],
  policyVersions: async () => ['{ policyVersions { totalCount } }'],
  policyAcknowledgement: async () => [
    'query($id: ID!) { policyAcknowledgement(id: $id) { id } }',
    { id: randomUUID() },
  ],
  policyAcknowledgements: async () => ['{ policyAcknowledgements { totalCount } }'],
  proposePolicyVersion: async (who) => [
    'mutation($policy: String!) { proposePolicyVersion(policy: $policy, basedOn: 1, input: { reason: "修订", title: { zh: "客户" } }) { id } }',
    // Who may draft which is told in src/clauses/versions/versions.test.ts.
    {
      policy:
        { 'sales-director': 'P02', 'customer-service-manager': 'P01', 'customer-information-supervisor': 'P01' }[who] ??
        'P99',
    },
  ],
  resubmitPolicyVersion: async () => [
    'mutation($id: ID!) { resubmitPolicyVersion(id: $id, version: 1, input: { reason: "修订", title: { zh: "客户信息" } }) { id } }',
    { id: randomUUID() },
  ],
  acknowledgePolicy: async () => ['mutation { acknowledgePolicy(id: "P01", number: 1) { id } }'],
  enumTitles: async () => ['{ enumTitles(name: "Label") { title } }'],
  auditEntry: async () => ['{ auditEntry(id: "1") { id } }'],
  auditEntries: async () => ['{ auditEntries(first: 1) { nodes { id } } }'],
  auditCheckpoint: async () => ['{ auditCheckpoint { number } }'],
  verifyAudit: async () => ['{ verifyAudit { ok } }'],
  workingDays: async () => ['{ workingDays(from: "2026-01-01", to: "2026-01-31") { count } }'],
  calendarYears: async () => ['{ calendarYears(from: 2026) { year } }'],
  importHolidayDecree: async () => [
    `mutation { importHolidayDecree(dryRun: true, input: { year: 2027, number: "试", publishedOn: "2026-11-01", url: "https://www.gov.cn/x", days: [{ date: "2027-01-01", kind: HOLIDAY, name: "元旦" }] }) { added { date } } }`,
  ],
  interpretations: async () => ['{ interpretations { id } }'],
  setInterpretation: async () => ['mutation { setInterpretation(id: "nothing", choice: "x", reason: "x") { id } }'],
  duty: async () => ['query($id: ID!) { duty(id: $id) { id } }', { id: randomUUID() }],
  duties: async () => ['{ duties { totalCount } }'],
  myDuties: async () => ['{ myDuties { id } }'],
  waiveDuty: async () => [
    'mutation($id: ID!) { waiveDuty(id: $id, version: 1, reason: "x") { id } }',
    { id: randomUUID() },
  ],
  notice: async () => ['query($id: ID!) { notice(id: $id) { id } }', { id: randomUUID() }],
  notices: async () => ['{ notices { totalCount } }'],
  noticeAddress: async () => ['{ noticeAddress }'],
  markNoticesRead: async () => ['mutation { markNoticesRead }'],
  setNoticeAddress: async () => ['mutation { setNoticeAddress(email: null) }'],
  keepingInspection: async () => ['query($id: ID!) { keepingInspection(id: $id) { id } }', { id: randomUUID() }],
  keepingInspections: async () => ['{ keepingInspections { totalCount } }'],
  recordInspection: async () => ['mutation { recordInspection(input: { inspectedFiles: 10, findings: 1 }) { id } }'],
  importJob: async () => ['query($id: ID!) { importJob(id: $id) { id } }', { id: randomUUID() }],
  importJobs: async () => ['{ importJobs { totalCount } }'],
  cancelImport: async () => ['mutation($id: ID!) { cancelImport(id: $id) { id } }', { id: randomUUID() }],
  customer: async (_who, { id }) => ['query($id: ID!) { customer(id: $id) { id } }', { id }],
  customers: async () => ['{ customers { totalCount } }'],
  feedbackForm: async (_who, { formId }) => ['query($id: ID!) { feedbackForm(id: $id) { id } }', { id: formId }],
  feedbackForms: async () => ['{ feedbackForms { totalCount } }'],
  ...approvalCalls(() => platform),
  ...relationCalls(() => platform),
  ...handoverCalls,
  ...satisfactionCalls(() => platform),
  ...reportCalls(() => platform),
  ...attachmentCalls,
  ...qualityCalls,
  ...appraisalCalls(() => platform),
  ...screeningCalls,
  ...releaseCalls,
  signIn: async () => ['mutation { signIn(name: "reader", password: "demo-only") { expiresAt } }'],
  changePassword: async () => [
    'mutation { changePassword(currentPassword: "not mine", newPassword: "long enough for anybody") { id } }',
  ],
  roles: async () => ['{ roles { name } }'],
  session: async () => ['query($id: ID!) { session(id: $id) { id } }', { id: randomUUID() }],
  sessions: async () => ['{ sessions { totalCount } }'],
  refreshSession: async () => ['mutation { refreshSession(refreshToken: "none of ours") { expiresAt } }'],
  signOut: async (who) => [
    'mutation { signOut }',
    undefined,
    who === 'anyone' ? undefined : await platform.platform.tokenFor(await platform.personId(who)),
  ],
  endSession: async () => ['mutation($id: ID!) { endSession(id: $id) { id } }', { id: randomUUID() }],
  createPerson: async (who) => [
    'mutation($name: String!) { createPerson(input: { name: $name, displayName: "新人" }) { oneTimePassword } }',
    { name: `added-by-${who}` },
  ],
  updatePerson: async () => [
    'mutation($id: ID!) { updatePerson(id: $id, version: 1, input: {}) { id } }',
    { id: randomUUID() },
  ],
  deactivatePerson: async () => [
    'mutation($id: ID!) { deactivatePerson(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  reactivatePerson: async () => [
    'mutation($id: ID!) { reactivatePerson(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  resetPassword: async () => [
    'mutation($id: ID!) { resetPassword(personId: $id) { oneTimePassword } }',
    { id: randomUUID() },
  ],
  setClearance: async () => [
    'mutation($id: ID!) { setClearance(personId: $id, version: 1, clearance: SECRET, compartments: []) { id } }',
    { id: randomUUID() },
  ],
  createDepartment: async (who) => [
    'mutation($name: String!) { createDepartment(input: { name: $name }) { id } }',
    { name: `由${who}设立` },
  ],
  updateDepartment: async () => [
    'mutation($id: ID!) { updateDepartment(id: $id, version: 1, input: { name: "新名" }) { id } }',
    { id: randomUUID() },
  ],
  assignRole: async () => [
    'mutation($id: ID!) { assignRole(input: { personId: $id, role: "READER", departmentId: $id }) { id } }',
    { id: randomUUID() },
  ],
  machineToken: async () => ['query($id: ID!) { machineToken(id: $id) { id } }', { id: randomUUID() }],
  machineTokens: async () => ['{ machineTokens { totalCount } }'],
  // Which calls are open to machines is told in src/access/machines/machines.test.ts.
  createMachineToken: async () => [
    'mutation { createMachineToken(input: { name: "x", call: "signIn", expiresAt: "2027-01-01T00:00:00Z" }) { token } }',
  ],
  revokeMachineToken: async () => [
    'mutation($id: ID!) { revokeMachineToken(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  endRole: async () => ['mutation($id: ID!) { endRole(id: $id, version: 1) { id } }', { id: randomUUID() }],
  setModuleEnabled: async () => [
    'mutation { setModuleEnabled(name: "quality", enabled: false, dryRun: true) { removedFields } }',
  ],
  registerCustomer: async (who) => [registerDocument, { input: { name: `由${who}登记` } }],
  updateCustomer: async (who, { id }) => [
    update,
    { id, version: await versionOf('customers.customer', id), input: { fax: `0571-${who.length}` } },
  ],
  addContact: async (who, { id }) => [addContact, { id, input: { name: who } }],
  removeContact: async (_who, { id, keeper }) => {
    const added = await platform.as(keeper).run(addContact, { id, input: { name: '将被删除' } });
    return [removeContact, { id: added.data.addContact.id, version: 1 }];
  },
  importCustomers: async () => ['mutation($file: ID!) { importCustomers(file: $file) { id } }', { file: randomUUID() }],
  reportFeedback: async (_who, { id }) => [reportDocument, feedbackOn(id)],
  investigateFeedback: async (_who, { id, keeper }) => {
    const reported = await platform.as(keeper).run(reportDocument, feedbackOn(id));
    return [investigate, { id: reported.data.reportFeedback.id, version: 1 }];
  },
  archiveFile: async (_who, { id }) => ['query($id: ID!) { archiveFile(id: $id) { id } }', { id }],
  archiveFiles: async () => ['{ archiveFiles { totalCount } }'],
  cabinet: async () => ['query($id: ID!) { cabinet(id: $id) { id } }', { id: randomUUID() }],
  cabinets: async () => ['{ cabinets { totalCount } }'],
  fileLoan: async () => ['query($id: ID!) { fileLoan(id: $id) { id } }', { id: randomUUID() }],
  fileLoans: async () => ['{ fileLoans { totalCount } }'],
  destruction: async () => ['query($id: ID!) { destruction(id: $id) { id } }', { id: randomUUID() }],
  destructions: async () => ['{ destructions { totalCount } }'],
  retentionClasses: async () => ['{ retentionClasses { code } }'],
  fileFinding: async () => ['query($id: ID!) { fileFinding(id: $id) { id } }', { id: randomUUID() }],
  fileFindings: async () => ['{ fileFindings { totalCount } }'],
  environmentReading: async () => ['query($id: ID!) { environmentReading(id: $id) { id } }', { id: randomUUID() }],
  environmentReadings: async () => ['{ environmentReadings { totalCount } }'],
  readingRegister: async () => ['{ readingRegister { totalCount } }'],
  readingRegisterEntry: async () => ['query($id: ID!) { readingRegisterEntry(id: $id) { id } }', { id: randomUUID() }],
  addCabinet: async (who) => [
    'mutation($name: String!) { addCabinet(input: { name: $name, subjectType: "Customer", shelves: 5, positions: 20 }) { id } }',
    { name: `${who}的柜`, label: 'PUBLIC' },
  ],
  placeFile: async (_who, { id }) => [
    'mutation($id: ID!, $version: Int!) { placeFile(id: $id, version: $version) { id } }',
    { id, version: await versionOf('records.file', id) },
  ],
  describeFile: async (who, { id }) => [
    'mutation($id: ID!, $version: Int!, $volume: Int!) { describeFile(id: $id, version: $version, input: { volume: $volume }) { id } }',
    { id, version: await versionOf('records.file', id), volume: who.length },
  ],
  lendFile: async (_who, { id, label, keeper }) => {
    await platform.owner(
      'update records.loan set returned_at = lent_at, received_by_id = lent_by_id where file_id = $1 and returned_at is null',
      [id],
    );
    // Nobody lends to themselves; from SECRET up nobody may have it but the keeper, who needs no loan.
    const borrower = label.endsWith('SECRET') ? keeper : 'sales-director';
    return [lendFile, { id, borrower: await platform.personId(borrower) }];
  },
  requestLoan: async (_who, { id }) => [
    `mutation($id: ID!, $borrower: ID!) { requestLoan(input: ${loanInput('$borrower')}) { id } }`,
    { id, borrower: await platform.personId('administrator') },
  ],
  lendOnRequest: async (_who, { id }) => [
    'mutation($id: ID!, $request: ID!) { lendOnRequest(fileId: $id, requestId: $request) { id } }',
    { id, request: randomUUID() },
  ],
  returnFile: async (_who, file) => {
    const [, variables] = await operations.lendFile!('', file);
    const lent = await platform.as(file.keeper).run(lendFile, variables);
    return ['mutation($id: ID!) { returnFile(id: $id, version: 1) { id } }', { id: lent.data.lendFile.id }];
  },
  requestCopy: async (_who, { id }) => [
    'mutation($id: ID!, $who: ID!) { requestCopy(input: { fileId: $id, kind: COPY, part: "全卷", purpose: "投标", receiverId: $who }) { id } }',
    { id, who: await platform.personId('administrator') },
  ],
  copyOnRequest: async (_who, { id }) => [
    'mutation($id: ID!, $request: ID!) { copyOnRequest(fileId: $id, requestId: $request) { id } }',
    { id, request: randomUUID() },
  ],
  allowCopy: async (_who, { id }) => [
    'mutation($id: ID!, $who: ID!) { allowCopy(input: { fileId: $id, kind: COPY, part: "全卷", purpose: "投标", receiverId: $who }) { id } }',
    { id, who: await platform.personId('administrator') },
  ],
  recordCarriage: async (_who, { id, keeper }) => [
    'mutation($id: ID!, $who: ID!) { recordCarriage(input: { fileId: $id, kind: SEND, carriedById: $who, place: "太原", measures: "密封" }) { id } }',
    { id, who: await platform.personId(keeper) },
  ],
  closeFile: async (_who, { id }) => [
    'mutation($id: ID!, $version: Int!) { closeFile(id: $id, version: $version) { id } }',
    { id, version: await versionOf('records.file', id) },
  ],
  reviewFile: async (_who, { id }) => [
    'mutation($id: ID!, $version: Int!) { reviewFile(id: $id, version: $version, input: { decision: DESTROY, reason: "无价值" }) { id } }',
    { id, version: await versionOf('records.file', id) },
  ],
  placeHold: async (_who, { id }) => ['mutation($id: ID!) { placeHold(fileId: $id, reason: "诉讼") { id } }', { id }],
  liftHold: async () => [
    'mutation($id: ID!) { liftHold(id: $id, version: 1, reason: "撤诉") { id } }',
    { id: randomUUID() },
  ],
  orderDestruction: async (_who, { id }) => [
    'mutation($id: ID!, $request: ID!) { orderDestruction(fileId: $id, requestId: $request) { id } }',
    { id, request: randomUUID() },
  ],
  requestDestruction: async (_who, { id }) => [
    'mutation($id: ID!, $one: ID!, $two: ID!) { requestDestruction(input: { fileId: $id, reason: "期满", firstWitnessId: $one, secondWitnessId: $two }) { id } }',
    { id, one: await platform.personId('general-manager'), two: await platform.personId('sales-director') },
  ],
  cancelDestruction: async () => [
    'mutation($id: ID!) { cancelDestruction(id: $id, version: 1, reason: "仍需") { id } }',
    { id: randomUUID() },
  ],
  witnessDestruction: async () => [
    'mutation($id: ID!) { witnessDestruction(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  reportFinding: async (_who, { id }) => [
    'mutation($id: ID!) { reportFinding(input: { fileId: $id, damage: FADED, description: "褪色" }) { id } }',
    { id },
  ],
  closeRepair: async (_who, file) => {
    const [document, variables] = await operations.reportFinding!('', file);
    const { data } = await platform.as(file.keeper).run(document, variables);
    return [
      'mutation($id: ID!) { closeRepair(id: $id, version: 1, repair: "加固") { id } }',
      { id: data.reportFinding.id },
    ];
  },
  recordReading: async () => [
    'mutation { recordReading(input: { room: "一号库", celsius: 20, humidity: 50, mould: false, pests: false, fireSafe: true }) { id } }',
  ],
  writeContent: async (_who, { id }) => [writeContent, { id }],
  reviseContent: async (_who, { id, keeper }) => {
    const { data } = await platform.as(keeper).run(writeContent, { id });
    return [
      'mutation($id: ID!) { reviseContent(id: $id, version: 1, content: { title: "改", text: "改" }) { id } }',
      { id: data.writeContent.id },
    ];
  },
};

const outcomeOf = async (operation: string, who: string, file: LabelledCustomer): Promise<string> => {
  const [document, variables, token] = await operations[operation]!(who, file);
  const answer = await (token ? platform.run(token, document, variables) : platform.as(who).run(document, variables));
  return answer.outcome;
};

const expected = (cells: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).map(([who, cell]) => [who, outcomes[cell]!]));

/** On a PUBLIC file, which hides nothing: what a role alone decides. */
const calls = table(`
                     any adm aud ana gen csm sup spe dev sal qua uni rea
viewer               ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
signIn               ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
changePassword       --  in  in  in  in  in  in  in  in  in  in  in  in
person               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
people               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
department           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
departments          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
roles                --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
session              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
sessions             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
refreshSession       --  --  --  --  --  --  --  --  --  --  --  --  --
signOut              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
endSession           --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
createPerson         --  ok  no  no  no  no  no  no  no  no  no  no  no
updatePerson         --  nf  no  no  no  no  no  no  no  no  no  no  no
deactivatePerson     --  nf  no  no  no  no  no  no  no  no  no  no  no
reactivatePerson     --  nf  no  no  no  no  no  no  no  no  no  no  no
resetPassword        --  nf  no  no  no  no  no  no  no  no  no  no  no
setClearance         --  nf  no  no  no  no  no  no  no  no  no  no  no
createDepartment     --  ok  no  no  no  no  no  no  no  no  no  no  no
updateDepartment     --  nf  no  no  no  no  no  no  no  no  no  no  no
assignRole           --  in  no  no  no  no  no  no  no  no  no  no  no
machineToken         --  ok  ok  no  no  no  no  no  no  no  no  no  no
machineTokens        --  ok  ok  no  no  no  no  no  no  no  no  no  no
createMachineToken   --  in  no  no  no  no  no  no  no  no  no  no  no
revokeMachineToken   --  nf  no  no  no  no  no  no  no  no  no  no  no
endRole              --  nf  no  no  no  no  no  no  no  no  no  no  no
modules              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
policies             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
clause               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
compliance           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
dutiesAsOf           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
policyVersion        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
policyVersions       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
policyAcknowledgement  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
policyAcknowledgements  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
proposePolicyVersion  --  in  in  in  in  ok  ok  in  in  ok  in  in  in
resubmitPolicyVersion  --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
acknowledgePolicy    --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
explainAccess        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
enumTitles           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
setModuleEnabled     --  ok  no  no  no  no  no  no  no  no  no  no  no
auditEntry           --  no  ok  no  no  no  no  no  no  no  no  no  no
auditEntries         --  no  ok  no  no  no  no  no  no  no  no  no  no
auditCheckpoint      --  no  ok  no  no  no  no  no  no  no  no  no  no
verifyAudit          --  no  ok  no  no  no  no  no  no  no  no  no  no
workingDays          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
calendarYears        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
interpretations      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
duty                 --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
duties               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
myDuties             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
notice               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
notices              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
noticeAddress        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
markNoticesRead      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
setNoticeAddress     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
keepingInspection    --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
keepingInspections   --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
importHolidayDecree  --  ok  no  no  no  no  no  no  no  no  no  no  no
setInterpretation    --  in  no  no  no  no  no  no  no  no  no  no  no
waiveDuty            --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
recordInspection     --  no  no  no  no  ok  ok  ok  no  no  no  no  no
importJob            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
importJobs           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
cancelImport         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
customer             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
customers            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
registerCustomer     --  no  no  no  no  ok  ok  ok  no  no  no  no  no
updateCustomer       --  no  no  no  no  ok  ok  ok  no  no  no  no  no
addContact           --  no  no  no  no  ok  ok  ok  no  no  no  no  no
removeContact        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
importCustomers      --  no  no  no  no  nf  nf  nf  no  no  no  no  no
handover             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
handovers            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
handoverItem         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
handoverItems        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
handoverList         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
beginHandover        --  in  in  in  in  in  in  in  in  in  in  in  in
passOn               --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
declareHandover      --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
receiveHandover      --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
requestTakeover      --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
signHandover         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
liaison              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
liaisons             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
assignLiaison        --  no  no  no  no  ok  ok  ok  no  ok  no  no  no
endLiaison           --  no  no  no  no  nf  nf  nf  no  nf  no  no  no
replaceLiaison       --  no  no  no  no  nf  nf  nf  no  nf  no  no  no
plannedVisit         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
plannedVisits        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
planVisit            --  no  no  no  ok  ok  ok  ok  no  ok  no  no  no
recordVisit          --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
fileViolation        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
fileViolations       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reportViolation      --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
decideViolation      --  no  no  no  nf  no  no  no  no  nf  no  no  no
firstContact         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
firstContacts        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reportFirstContact   --  no  no  no  no  ok  ok  ok  ok  ok  no  no  no
fileEntry            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
fileEntries          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
addFileEntry         --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
correctFileEntry     --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
annualReport         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
annualReports        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
collectAnnualReport  --  no  no  no  no  ok  ok  ok  no  no  no  no  no
updateAnnualReport   --  no  no  no  no  ok  ok  ok  no  no  no  no  no
reviewCustomerFile   --  no  no  no  no  ok  ok  ok  no  no  no  no  no
confirmFilesRefreshed  --  no  no  no  no  ok  ok  ok  no  no  no  no  no
requestFileConfirmation  --  no  no  no  no  ok  ok  ok  no  no  no  no  no
approvalInbox        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
approvalTask         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
approvalRequest      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
approvalRequests     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
myRequests           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
approvalDelegation   --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
approvalDelegations  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
decideApproval       --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
decideApprovals      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
returnApproval       --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
addApprovalSigner    --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
resubmitApproval     --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
withdrawApproval     --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
urgeApproval         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
copyApproval         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
delegateApprovals    --  in  in  in  in  in  in  in  in  in  in  in  in
endApprovalDelegation  --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
requestCustomerReading  --  nf  nf  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
resubmitCustomerReading  --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
leakIncident         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
leakIncidents        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reportLeak           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
addLeakMeasure       --  nf  nf  nf  ok  ok  ok  ok  nf  nf  nf  nf  nf
containLeak          --  no  no  no  ok  ok  ok  no  no  no  no  no  no
closeLeak            --  no  no  no  ok  ok  ok  no  no  no  no  no  no
complaint            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
complaints           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
receiveComplaint     --  no  no  no  no  ok  ok  ok  ok  ok  no  no  no
takeComplaint        --  no  no  no  no  nf  nf  nf  nf  nf  no  no  no
assistComplaint      --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
proposeComplaintResult  --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
resubmitComplaintResult  --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
answerComplaint      --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
requestDisclosure    --  nf  nf  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
recordDisclosure     --  no  no  no  nf  nf  nf  nf  nf  nf  no  no  no
customerDisclosure   --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
customerDisclosures  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
survey               --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
surveys              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
surveyReport         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
surveyReports        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
correctiveAction     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
correctiveActions    --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
surveyAnalysis       --  no  no  no  nf  nf  nf  nf  no  nf  no  no  no
surveyQuestionnaire  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
createSurvey         --  no  no  no  no  ok  ok  ok  no  ok  no  no  no
inviteToSurvey       --  no  no  no  no  nf  nf  nf  no  nf  no  no  no
closeSurvey          --  no  no  no  no  nf  nf  nf  no  nf  no  no  no
compileSurveyReport  --  no  no  no  no  nf  nf  nf  no  nf  no  no  no
replyToSurvey        nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
planCorrectiveAction  --  no  no  no  no  no  no  no  no  no  no  no  no
closeCorrectiveAction  --  no  no  no  no  nf  nf  nf  no  nf  no  no  no
feedbackForm         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
feedbackForms        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reportFeedback       --  no  no  no  no  ok  ok  ok  ok  ok  ok  no  no
investigateFeedback  --  no  no  no  no  no  no  no  no  no  ok  no  no
archiveFile          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
archiveFiles         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
cabinet              --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
cabinets             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
fileLoan             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
fileLoans            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
destruction          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
destructions         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
retentionClasses     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
fileFinding          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
fileFindings         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
environmentReading   --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
environmentReadings  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
readingRegister      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
readingRegisterEntry  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
addCabinet           --  no  no  no  no  ok  ok  ok  no  no  no  no  no
placeFile            --  no  no  no  no  ok  ok  ok  no  no  no  no  no
describeFile         --  no  no  no  no  ok  ok  ok  no  no  no  no  no
requestLoan          --  nf  nf  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
lendFile             --  no  no  no  no  ok  ok  ok  no  no  no  no  no
lendOnRequest        --  no  no  no  no  nf  nf  nf  no  no  no  no  no
requestCopy          --  nf  nf  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
copyOnRequest        --  no  no  no  no  nf  nf  nf  no  no  no  no  no
returnFile           --  no  no  no  no  ok  ok  ok  no  no  no  no  no
recordCarriage       --  no  no  no  no  ok  ok  ok  no  no  no  no  no
closeFile            --  no  no  no  no  ok  ok  ok  no  no  no  no  no
reportFinding        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
closeRepair          --  no  no  no  no  ok  ok  ok  no  no  no  no  no
recordReading        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
writeContent         --  no  no  no  no  ok  ok  ok  no  no  no  no  no
reviseContent        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
allowCopy            --  no  no  no  ok  no  ok  no  no  no  no  no  no
reviewFile           --  no  no  no  no  is  is  no  no  no  no  no  no
requestDestruction   --  no  no  no  no  is  is  no  no  no  no  no  no
orderDestruction     --  no  no  no  no  nf  nf  no  no  no  no  no  no
placeHold            --  no  no  no  no  ok  ok  no  no  no  no  no  no
liftHold             --  no  no  no  no  nf  nf  no  no  no  no  no  no
cancelDestruction    --  no  no  no  no  nf  nf  no  no  no  no  no  no
witnessDestruction   --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf${reportRows}${attachmentRows}${appraisalRows}${screeningRows}${releaseRows}${qualityRows}
`);

describe('P01.A05 P01.A17 P02.A07 P06.A01 P06.A03 who may call what', () => {
  it.each(calls)('%s', async (operation, cells) => {
    expect(await eachOf((who) => outcomeOf(operation, who, files.PUBLIC))).toEqual(expected(cells));
  });

  it('has a row for every root field of the core, of customers and of quality, and for nothing else', () => {
    const roots = platform.rootFieldsOf(...tabledModules);
    expect(calls.map(([operation]) => operation).sort()).toEqual(roots);
    expect(Object.keys(operations).sort()).toEqual(roots);
  });

  it('is said of every other root field in a test of its module', () => {
    const { modules, schemas } = platform.platform;
    const roots = ['Query', 'Mutation', 'Subscription'].flatMap((root) => {
      const type = schemas.full.getType(root);
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    });
    expect(platform.rootFieldsOf(...modules.map(({ name }) => name))).toEqual(roots.sort());
    for (const { name } of modules.filter(({ name }) => !tabledModules.includes(name))) {
      const folder = join(import.meta.dirname, '../modules', name);
      const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
      const texts = tests.map((file) => readFileSync(join(folder, file), 'utf8'));
      expect(texts.join('\n'), `a test of ${name} compares its table`).toContain(`platform.rootFieldsOf('${name}')`);
    }
  });

  it('tells each of them in mayCall what the table says', async () => {
    for (const who of Object.values(people).slice(1)) {
      const { data } = await platform.as(who).run('{ viewer { mayCall } }');
      const open = calls.filter(([, cells]) => cells[who] !== 'no').map(([operation]) => operation);
      const tabled = data.viewer.mayCall.filter((operation: string) => operation in operations);
      expect(tabled, who).toEqual(open.sort());
    }
  });
});

/** Whose roles and clearance show a file of the label, with its contacts and its feedback. */
const visible = table(`
                              any adm aud ana gen csm sup spe dev sal qua uni rea
PUBLIC                        no  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
INTERNAL                      no  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
CONFIDENTIAL                  no  no  no  ok  ok  ok  ok  ok  no  ok  ok  no  no
SECRET of the manager         no  no  no  no  no  ok  no  no  no  no  no  no  no
SECRET of the supervisor      no  no  no  no  no  no  ok  no  no  no  no  no  no
TOP_SECRET of the manager     no  no  no  no  no  ok  no  no  no  no  no  no  no
TOP_SECRET of the supervisor  no  no  no  no  no  no  ok  no  no  no  no  no  no
`);

type Way = [way: string, document: string, variables: (file: LabelledCustomer) => object, id: keyof LabelledCustomer];

/** Each way, a document whose answer holds the id if and only if the row is seen. */
const ways: Way[] = [
  ['customer(id)', 'query($id: ID!) { customer(id: $id) { id } }', ({ id }) => ({ id }), 'id'],
  [
    'customers',
    'query($name: String!) { customers(filter: { name: { eq: $name } }) { nodes { id } } }',
    ({ name }) => ({ name }),
    'id',
  ],
  [
    'Department.customers',
    'query($name: String!) { departments { nodes { customers(filter: { name: { eq: $name } }) { edges { node { id } } } } } }',
    ({ name }) => ({ name }),
    'id',
  ],
  [
    'Customer.contacts',
    'query($id: ID!) { customer(id: $id) { contacts { nodes { id } } } }',
    ({ id }) => ({ id }),
    'contactId',
  ],
  ['feedbackForm(id)', 'query($id: ID!) { feedbackForm(id: $id) { id } }', ({ formId: id }) => ({ id }), 'formId'],
  [
    'feedbackForms',
    'query($number: String!) { feedbackForms(filter: { number: { eq: $number } }) { nodes { id } } }',
    ({ formNumber: number }) => ({ number }),
    'formId',
  ],
  [
    'Customer.qualityFeedback',
    'query($id: ID!) { customer(id: $id) { qualityFeedback { nodes { id } } } }',
    ({ id }) => ({ id }),
    'formId',
  ],
  [
    'FeedbackForm.customer',
    'query($id: ID!) { feedbackForm(id: $id) { customer { id } } }',
    ({ formId: id }) => ({ id }),
    'id',
  ],
  ['archiveFile(id)', 'query($id: ID!) { archiveFile(id: $id) { id } }', ({ id }) => ({ id }), 'id'],
  [
    'archiveFiles',
    'query($name: String!) { archiveFiles(filter: { title: { eq: $name } }) { nodes { id } } }',
    ({ name }) => ({ name }),
    'id',
  ],
];

const sees = (document: string, variables: object, id: string) => async (who: string) => {
  const { data } = await platform.as(who).run(document, variables as Record<string, unknown>);
  return JSON.stringify(data).includes(id) ? 'ok' : 'no';
};

describe.each(ways)('P01.A17 P01.A22 P02.A07 %s: who sees a file', (_way, document, variables, id) => {
  it.each(visible)('%s', async (name, cells) => {
    const file = files[name as FileName];
    expect(await eachOf(sees(document, variables(file), file[id]))).toEqual(cells);
  });
});

/** What a mutation answers on a file of the label. */
const changes = table(`
                                                  any adm aud ana gen csm sup spe dev sal qua uni rea
updateCustomer PUBLIC                             --  no  no  no  no  ok  ok  ok  no  no  no  no  no
updateCustomer INTERNAL                           --  no  no  no  no  ok  ok  ok  no  no  no  no  no
updateCustomer CONFIDENTIAL                       --  no  no  no  no  ok  ok  ok  no  no  no  no  no
updateCustomer SECRET of the manager              --  no  no  no  no  ok  nf  nf  no  no  no  no  no
updateCustomer SECRET of the supervisor           --  no  no  no  no  nf  ok  nf  no  no  no  no  no
updateCustomer TOP_SECRET of the manager          --  no  no  no  no  ok  nf  nf  no  no  no  no  no
updateCustomer TOP_SECRET of the supervisor       --  no  no  no  no  nf  ok  nf  no  no  no  no  no
addContact PUBLIC                                 --  no  no  no  no  ok  ok  ok  no  no  no  no  no
addContact INTERNAL                               --  no  no  no  no  ok  ok  ok  no  no  no  no  no
addContact CONFIDENTIAL                           --  no  no  no  no  ok  ok  ok  no  no  no  no  no
addContact SECRET of the manager                  --  no  no  no  no  ok  nf  nf  no  no  no  no  no
addContact SECRET of the supervisor               --  no  no  no  no  nf  ok  nf  no  no  no  no  no
addContact TOP_SECRET of the manager              --  no  no  no  no  ok  nf  nf  no  no  no  no  no
addContact TOP_SECRET of the supervisor           --  no  no  no  no  nf  ok  nf  no  no  no  no  no
removeContact PUBLIC                              --  no  no  no  no  ok  ok  ok  no  no  no  no  no
removeContact INTERNAL                            --  no  no  no  no  ok  ok  ok  no  no  no  no  no
removeContact CONFIDENTIAL                        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
removeContact SECRET of the manager               --  no  no  no  no  ok  nf  nf  no  no  no  no  no
removeContact SECRET of the supervisor            --  no  no  no  no  nf  ok  nf  no  no  no  no  no
removeContact TOP_SECRET of the manager           --  no  no  no  no  ok  nf  nf  no  no  no  no  no
removeContact TOP_SECRET of the supervisor        --  no  no  no  no  nf  ok  nf  no  no  no  no  no
reportFeedback PUBLIC                             --  no  no  no  no  ok  ok  ok  ok  ok  ok  no  no
reportFeedback INTERNAL                           --  no  no  no  no  ok  ok  ok  ok  ok  ok  no  no
reportFeedback CONFIDENTIAL                       --  no  no  no  no  ok  ok  ok  nf  ok  ok  no  no
reportFeedback SECRET of the manager              --  no  no  no  no  ok  nf  nf  nf  nf  nf  no  no
reportFeedback SECRET of the supervisor           --  no  no  no  no  nf  ok  nf  nf  nf  nf  no  no
reportFeedback TOP_SECRET of the manager          --  no  no  no  no  ok  nf  nf  nf  nf  nf  no  no
reportFeedback TOP_SECRET of the supervisor       --  no  no  no  no  nf  ok  nf  nf  nf  nf  no  no
investigateFeedback PUBLIC                        --  no  no  no  no  no  no  no  no  no  ok  no  no
investigateFeedback INTERNAL                      --  no  no  no  no  no  no  no  no  no  ok  no  no
investigateFeedback CONFIDENTIAL                  --  no  no  no  no  no  no  no  no  no  ok  no  no
investigateFeedback SECRET of the manager         --  no  no  no  no  no  no  no  no  no  nf  no  no
investigateFeedback SECRET of the supervisor      --  no  no  no  no  no  no  no  no  no  nf  no  no
investigateFeedback TOP_SECRET of the manager     --  no  no  no  no  no  no  no  no  no  nf  no  no
investigateFeedback TOP_SECRET of the supervisor  --  no  no  no  no  no  no  no  no  no  nf  no  no
placeFile PUBLIC                                  --  no  no  no  no  ok  ok  ok  no  no  no  no  no
placeFile INTERNAL                                --  no  no  no  no  ok  ok  ok  no  no  no  no  no
placeFile CONFIDENTIAL                            --  no  no  no  no  ok  ok  ok  no  no  no  no  no
placeFile SECRET of the manager                   --  no  no  no  no  ok  nf  nf  no  no  no  no  no
placeFile SECRET of the supervisor                --  no  no  no  no  nf  ok  nf  no  no  no  no  no
placeFile TOP_SECRET of the manager               --  no  no  no  no  ok  nf  nf  no  no  no  no  no
placeFile TOP_SECRET of the supervisor            --  no  no  no  no  nf  ok  nf  no  no  no  no  no
lendFile PUBLIC                                   --  no  no  no  no  ok  ok  ok  no  no  no  no  no
lendFile INTERNAL                                 --  no  no  no  no  ok  ok  ok  no  no  no  no  no
lendFile CONFIDENTIAL                             --  no  no  no  no  is  is  is  no  no  no  no  no
lendFile SECRET of the manager                    --  no  no  no  no  in  nf  nf  no  no  no  no  no
lendFile SECRET of the supervisor                 --  no  no  no  no  nf  in  nf  no  no  no  no  no
lendFile TOP_SECRET of the manager                --  no  no  no  no  in  nf  nf  no  no  no  no  no
lendFile TOP_SECRET of the supervisor             --  no  no  no  no  nf  in  nf  no  no  no  no  no
writeContent PUBLIC                               --  no  no  no  no  ok  ok  ok  no  no  no  no  no
writeContent INTERNAL                             --  no  no  no  no  ok  ok  ok  no  no  no  no  no
writeContent CONFIDENTIAL                         --  no  no  no  no  ok  ok  ok  no  no  no  no  no
writeContent SECRET of the manager                --  no  no  no  no  ok  nf  nf  no  no  no  no  no
writeContent SECRET of the supervisor             --  no  no  no  no  nf  ok  nf  no  no  no  no  no
writeContent TOP_SECRET of the manager            --  no  no  no  no  ok  nf  nf  no  no  no  no  no
writeContent TOP_SECRET of the supervisor         --  no  no  no  no  nf  ok  nf  no  no  no  no  no
reportFinding PUBLIC                              --  no  no  no  no  ok  ok  ok  no  no  no  no  no
reportFinding INTERNAL                            --  no  no  no  no  ok  ok  ok  no  no  no  no  no
reportFinding CONFIDENTIAL                        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
reportFinding SECRET of the manager               --  no  no  no  no  ok  nf  nf  no  no  no  no  no
reportFinding SECRET of the supervisor            --  no  no  no  no  nf  ok  nf  no  no  no  no  no
reportFinding TOP_SECRET of the manager           --  no  no  no  no  ok  nf  nf  no  no  no  no  no
reportFinding TOP_SECRET of the supervisor        --  no  no  no  no  nf  ok  nf  no  no  no  no  no
`);

describe('P01.A05 P01.A22 P06.A01 P06.A03 who may change a file of a label', () => {
  it.each(changes)('%s', async (row, cells) => {
    const [operation] = row.split(' ');
    const file = files[row.slice(operation!.length + 1) as FileName];
    expect(await eachOf((who) => outcomeOf(operation!, who, file))).toEqual(expected(cells));
  });

  it('P06.A03 an inspector who filled in a form does not investigate it', async () => {
    const inspector = platform.as('quality-inspector');
    const reported = await inspector.run(reportDocument, feedbackOn(files.PUBLIC.id));
    const { id, version } = reported.data.reportFeedback;
    const answer = await inspector.run(investigate, { id, version });
    expect(answer.outcome).toBe('FORBIDDEN');
    const [form] = await platform.owner('select status, finding from quality.feedback_form where id = $1', [id]);
    expect(form).toEqual({ status: 'REPORTED', finding: null });
  });
});

/** Who is shown a field of a PUBLIC row that is closed to some; others who see the row get null. */
const fields = table(`
                       any adm aud ana gen csm sup spe dev sal qua uni rea
Contact.telephone      no  no  no  no  ok  ok  ok  ok  ok  ok  no  no  no
Contact.email          no  no  no  no  ok  ok  ok  ok  ok  ok  no  no  no
FeedbackForm.finding   no  no  no  no  ok  ok  ok  ok  ok  ok  ok  ok  no
FeedbackForm.analysis  no  no  no  no  ok  ok  ok  ok  ok  ok  ok  ok  no
Person.clearance       no  ok  ok  no  no  no  no  no  no  no  no  no  ok
Person.compartments    no  ok  ok  no  no  no  no  no  no  no  no  no  ok
Person.externalSubject  no  ok  ok  no  no  no  no  no  no  no  no  no  no
`);

describe('P01.A17 who is shown a closed field', () => {
  const documents: Record<string, (field: string) => Promise<[string, object]>> = {
    Contact: async (field) => [
      `query($id: ID!) { customer(id: $id) { contacts(first: 1, filter: { name: { startsWith: "联系人" } }) { nodes { found: ${field} } } } }`,
      { id: files.PUBLIC.id },
    ],
    FeedbackForm: async (field) => [
      `query($id: ID!) { feedbackForm(id: $id) { found: ${field} } }`,
      { id: files.PUBLIC.formId },
    ],
    Person: async (field) => [
      `query($id: ID!) { person(id: $id) { found: ${field} } }`,
      { id: await platform.personId('reader') },
    ],
  };
  beforeAll(async () => {
    await platform.owner(`update access.person set external_subject = 'reader@elsewhere' where name = 'reader'`);
    const { formId: id } = files.PUBLIC;
    const done = await platform
      .as('quality-inspector')
      .run(investigate, { id, version: await versionOf('quality.feedback_form', id) });
    expect(done.outcome).toBe('ok');
    await platform.owner(`update quality.feedback_form set analysis = '来料不合格' where id = $1`, [id]);
  });

  it.each(fields)('%s', async (row, cells) => {
    const [type, field] = row.split('.') as [string, string];
    const [document, variables] = await documents[type]!(field);
    const shown = await eachOf(async (who) => {
      const { data } = await platform.as(who).run(document, variables as Record<string, unknown>);
      return /"found":(?!null)/.test(JSON.stringify(data)) ? 'ok' : 'no';
    });
    expect(shown).toEqual(cells);
  });
});

describe('P01.A17 somebody who still has a one-time password', () => {
  const newcomer = 'newcomer';
  beforeAll(async () => {
    const [{ id }] = (await platform.owner<{ id: string }>(
      `insert into access.person (id, created_at, updated_at, name, display_name, clearance)
       values (gen_random_uuid(), now(), now(), $1, '新人', 'TOP_SECRET') returning id`,
      [newcomer],
    )) as [{ id: string }];
    await platform.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       select gen_random_uuid(), now(), now(), $1, r, (select id from access.department where name = '总公司'), '2026-01-01'
       from unnest(array['ADMINISTRATOR', 'CUSTOMER_SERVICE_MANAGER', 'QUALITY_INSPECTOR']) r`,
      [id],
    );
    await platform.owner('select access.set_password($1, $2, true)', [id, await hashPassword('given by somebody')]);
  });

  it.each(calls)('may call nothing but what leads to a password of the own: %s', async (operation) => {
    const open: Record<string, string> = {
      viewer: 'ok',
      signIn: 'ok',
      refreshSession: 'UNAUTHENTICATED',
      changePassword: 'BAD_USER_INPUT',
      signOut: 'ok',
      surveyQuestionnaire: 'NOT_FOUND',
      replyToSurvey: 'NOT_FOUND',
      publicRelease: 'ok',
      publicReleases: 'ok',
    };
    expect(await outcomeOf(operation, newcomer, files.PUBLIC)).toBe(open[operation] ?? 'FORBIDDEN');
  });
});

it('has a row for every label and each of the two keepers', () => {
  expect(visible.map(([name]) => name)).toEqual(fileNames);
  expect(changes).toHaveLength(9 * fileNames.length);
});
