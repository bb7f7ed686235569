import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';
import type { LabelledCustomer } from './labelledCustomers.js';

const supervisor = 'customer-information-supervisor';
const longText = 'x'.repeat(20_000);

/** A mutation with one input object, which is wrong in every way at once, refused to a reader, and about nothing that is there. */
const withInput = (mutation: string, type: string, wrong: object, right: object): Bad[] => {
  const document = `mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`;
  return [
    [mutation, supervisor, document, { input: wrong }],
    [mutation, 'reader', document, { input: right }],
    [mutation, supervisor, document, { input: right }],
  ];
};

/** A mutation of something by its id and version, with further arguments as they stand in the document. */
const byId = (mutation: string, wrong: string, right: string): Bad[] => [
  [mutation, supervisor, `mutation { ${mutation}(id: "x", version: 1${wrong}) { id } }`],
  [
    mutation,
    supervisor,
    `mutation($id: ID!) { ${mutation}(id: $id, version: 1${right}) { id } }`,
    { id: randomUUID() },
  ],
];

/** What the mutations about the archive refuse. */
export const badInputsOfFiles = (file: LabelledCustomer, ids: Record<'reader' | 'administrator', string>): Bad[] => {
  const [fileId, nobody] = [randomUUID(), randomUUID()];
  return [
    [
      'addCabinet',
      supervisor,
      'mutation($input: AddCabinetInput!) { addCabinet(input: $input) { id } }',
      {
        input: {
          name: '',
          subjectType: 'Nothing',
          compartments: Array(60).fill('x'),
          shelves: 0,
          positions: 1_000_000,
        },
      },
    ],
    [
      'addCabinet',
      'reader',
      'mutation { addCabinet(input: { name: "x", subjectType: "Customer", shelves: 1, positions: 1 }) { id } }',
    ],
    ...byId('placeFile', ', cabinetId: "x", shelf: 0, position: -1', ''),
    ...byId('describeFile', ', input: { catalogueYear: 1, volume: -1 }', ', input: { volume: 1 }'),
    ...['lendFile', 'requestLoan'].flatMap((mutation) =>
      withInput(
        mutation,
        'LoanInput',
        { fileId: 'x', borrowerId: 'x', titles: longText, purpose: '', reason: '', signedBy: '', copies: 0 },
        { fileId: file.id, borrowerId: nobody, purpose: '续约', reason: '洽谈', signedBy: '孙国强' },
      ),
    ),
    ...['lendOnRequest', 'copyOnRequest', 'orderDestruction'].flatMap((mutation): Bad[] => [
      [mutation, supervisor, `mutation { ${mutation}(fileId: "x", requestId: "x") { id } }`],
      [
        mutation,
        supervisor,
        `mutation($file: ID!, $id: ID!) { ${mutation}(fileId: $file, requestId: $id) { id } }`,
        { file: file.id, id: nobody },
      ],
    ]),
    ...byId('returnFile', `, condition: "${longText}"`, ''),
    ...['allowCopy', 'requestCopy'].flatMap((mutation) =>
      withInput(
        mutation,
        'CopyInput',
        { fileId: 'x', kind: 'COPY', part: '', copies: 0, purpose: longText, receiverId: 'x' },
        { fileId, kind: 'COPY', part: '全卷', purpose: '投标', receiverId: ids.reader },
      ),
    ),
    ...withInput(
      'recordCarriage',
      'RecordCarriageInput',
      { fileId: 'x', kind: 'SEND', carriedById: 'x', place: '', measures: longText },
      { fileId, kind: 'SEND', carriedById: ids.reader, place: '太原', measures: '密封' },
    ),
    ...byId('closeFile', ', closedOn: "2026-02-30"', ', closedOn: "9999-01-01"'),
    ...byId(
      'reviewFile',
      ', input: { decision: DESTROY, reason: "" }',
      ', input: { decision: DESTROY, reason: "无价值" }',
    ),
    ['placeHold', supervisor, 'mutation { placeHold(fileId: "x", reason: "") { id } }'],
    ['placeHold', supervisor, 'mutation($id: ID!) { placeHold(fileId: $id, reason: "诉讼") { id } }', { id: fileId }],
    ...byId('liftHold', ', reason: ""', ', reason: "撤诉"'),
    ...withInput(
      'requestDestruction',
      'DestructionInput',
      { fileId: 'x', reason: '', firstWitnessId: 'x', secondWitnessId: 'x' },
      { fileId: file.id, reason: '期满', firstWitnessId: ids.reader, secondWitnessId: ids.reader },
    ),
    ...byId('cancelDestruction', ', reason: ""', ', reason: "仍需"'),
    ...byId('witnessDestruction', '', ''),
    ['writeContent', supervisor, 'mutation { writeContent(fileId: "x", content: { title: "", text: "x" }) { id } }'],
    [
      'writeContent',
      supervisor,
      'mutation($id: ID!) { writeContent(fileId: $id, content: { title: "题", text: "文" }) { id } }',
      { id: fileId },
    ],
    ...byId('reviseContent', ', content: { title: "", text: "x" }', ', content: { title: "题", text: "文" }'),
    ...withInput(
      'reportFinding',
      'ReportFindingInput',
      { fileId: 'x', damage: 'FADED', description: '' },
      { fileId, damage: 'FADED', description: '字迹褪色' },
    ),
    ...byId('closeRepair', ', repair: ""', ', repair: "已修复"'),
    [
      'recordReading',
      supervisor,
      'mutation { recordReading(input: { room: "", celsius: 1000, humidity: 200, mould: false, pests: false, fireSafe: true }) { id } }',
    ],
  ];
};
