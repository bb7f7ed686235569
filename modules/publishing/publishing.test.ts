import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../test/harness.js';
import { draft, PortalWorld } from './publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
beforeAll(() => world.open());
afterAll(() => world.platform?.close());

type Call = readonly [document: string, variables?: Record<string, unknown>];

const nobody = randomUUID();
const versioned = (name: string, more = '', fields = 'id') =>
  `mutation($id: ID!, $version: Int!) { ${name}(id: $id, version: $version${more}) { ${fields} } }`;
const of = (name: string) => `query($id: ID!) { ${name}(id: $id) { id } }`;
const column = `mutation($input: PortalColumnInput!) { createPortalColumn(input: $input) { id } }`;
const nameOfficer = 'mutation($input: NameInformationOfficerInput!) { nameInformationOfficer(input: $input) { id } }';

const columnInput = (more: object = {}) => ({
  name: `栏目 ${randomUUID()}`,
  kind: 'NEWS',
  unitId: world.unit('办公室'),
  position: 9,
  ...more,
});
const report = `mutation($id: ID!, $input: PublishingViolationInput!) {
  reportPublishingViolation(itemId: $id, input: $input) { id version }
}`;
const violation = async () => {
  const input = { kind: 'WORDING', occurredOn: '2026-03-09', description: '错别字' };
  const { id, version } = await world.done('portal-reviewer', report, { id: await world.published(), input });
  return { id, version };
};
const planTopic = 'mutation($input: PlanTopicInput!) { planTopic(input: $input) { id version } }';
const topicInput = (more: object = {}) => ({
  title: '安全生产月',
  category: 'ACHIEVEMENTS',
  unitId: world.unit('生产部'),
  dueOn: '2026-03-20',
  ...more,
});
const inspect = 'mutation($input: PortalInspectionInput!) { recordPortalInspection(input: $input) { id version } }';
const inspectionInput = (more: object = {}) => ({
  unitId: world.unit('生产部'),
  inspectedOn: '2026-03-09',
  findings: '栏目三周未更新',
  remedyBy: '2026-03-12',
  ...more,
});
const train = 'mutation($input: OfficerTrainingInput!) { recordOfficerTraining(input: $input) { id } }';
const version = async (id: string) => ({ ...(await world.newest(id)) });
const item = async (id: string) => ({ ...(await world.item(id)) });
const drafted = async () => (await world.drafted()).id;
const anyColumn = async () => {
  const [row] = await world.platform.owner<{ id: string; version: number }>(
    'select id, version from publishing.portal_column limit 1',
  );
  return { ...row! };
};
const officer = async () => {
  const [row] = await world.platform.owner<{ id: string; version: number }>(
    'select id, version from publishing.information_officer where until is null limit 1',
  );
  return { ...row! };
};

const leaveMessage = 'mutation($message: LeaveMessageInput!) { leaveMessage(message: $message) { number } }';
const left = async () => {
  const message = { subject: '路灯不亮', text: '东门外三盏路灯不亮。', name: '郑先生' };
  const { number } = await world.done('anyone', leaveMessage, { message });
  return number as string;
};
const messageOf = async (number: string) => {
  const [row] = await world.platform.owner<{ id: string; version: number }>(
    'select id, version from publishing.citizen_message where number = $1',
    [number],
  );
  return { ...row! };
};
const assignedMessage = async () => {
  const number = await left();
  const unit = world.unit('生产部');
  await world.done('portal-office', versioned('assignMessage', `, unitId: "${unit}"`), await messageOf(number));
  return number;
};
const answeredMessage = async () => {
  const number = await assignedMessage();
  await world.done('unit-head', versioned('answerMessage', ', answer: "已更换灯泡。"'), await messageOf(number));
  return number;
};
const spamMessage = async () => {
  const number = await assignedMessage();
  await world.done('portal-office', versioned('markSpam', ', reason: "广告"'), await messageOf(number));
  return number;
};
const publishedMessage = async () => {
  const number = await answeredMessage();
  await world.done('portal-reviewer', versioned('publishMessage'), await messageOf(number));
  return number;
};

/** Each root field on something of the production unit, with all that it asks to be there before. */
const operations: Record<string, () => Promise<Call>> = {
  portalColumn: async () => [of('portalColumn'), { id: (await anyColumn()).id }],
  portalColumns: async () => ['{ portalColumns { totalCount } }'],
  createPortalColumn: async () => [column, { input: columnInput() }],
  changePortalColumn: async () => [
    'mutation($id: ID!, $version: Int!, $input: PortalColumnInput!) { changePortalColumn(id: $id, version: $version, input: $input) { id } }',
    { ...(await anyColumn()), input: columnInput({ name: '工作动态', position: 1 }) },
  ],
  portalItem: async () => [of('portalItem'), { id: await drafted() }],
  portalItems: async () => ['{ portalItems { totalCount } }'],
  itemVersion: async () => [of('itemVersion'), { id: (await version(await drafted())).id }],
  itemVersions: async () => ['{ itemVersions { totalCount } }'],
  draftItem: async () => [draft, { input: world.input({ unitId: world.unit('生产部') }) }],
  editItemVersion: async () => [
    versioned('editItemVersion', ', input: { title: "改" }'),
    await version(await drafted()),
  ],
  proofreadItemVersion: async () => [versioned('proofreadItemVersion'), await version(await drafted())],
  submitItemVersion: async () => {
    const id = await drafted();
    await world.proofread(id);
    return [versioned('submitItemVersion'), await version(id)];
  },
  publishItemVersion: async () => [versioned('publishItemVersion'), await version(await world.reviewed())],
  unscheduleItemVersion: async () => {
    const id = await world.reviewed();
    await world.publish(id, { at: '2026-04-01T00:00:00Z' });
    return [versioned('unscheduleItemVersion'), await version(id)];
  },
  discardItemVersion: async () => [versioned('discardItemVersion'), await version(await drafted())],
  reviseItem: async () => [
    versioned('reviseItem', ', reason: CORRECTION, note: "更正日期"'),
    await item(await world.published()),
  ],
  withdrawItem: async () => [versioned('withdrawItem', ', reason: "过时"'), await item(await world.published())],
  classifyItem: async () => [
    versioned('classifyItem', ', label: INTERNAL, reason: "定密"'),
    await item(await world.published()),
  ],
  portalCheck: async () => ['{ portalCheck { at } }'],
  versionScreening: async () => [of('versionScreening'), { id: nobody }],
  versionScreenings: async () => ['{ versionScreenings { totalCount } }'],
  acceptScreening: async () => [
    versioned('acceptScreening', ', reason: "可公开"'),
    await version(await world.submitted()),
  ],
  submissionLateness: async () => ['{ submissionLateness(from: "2026-03-01", to: "2026-03-31") { late } }'],
  publishingViolation: async () => [of('publishingViolation'), { id: nobody }],
  publishingViolations: async () => ['{ publishingViolations { totalCount } }'],
  reportPublishingViolation: async () => [
    report,
    { id: await world.published(), input: { kind: 'WORDING', occurredOn: '2026-03-09', description: '错别字' } },
  ],
  decidePublishingViolation: async () => [
    versioned('decidePublishingViolation', ', upheld: true, decision: "通报批评"'),
    await violation(),
  ],
  plannedTopic: async () => [of('plannedTopic'), { id: nobody }],
  plannedTopics: async () => ['{ plannedTopics { totalCount } }'],
  planTopic: async () => [planTopic, { input: topicInput() }],
  dropTopic: async () => {
    const { id, version } = await world.done('portal-office', planTopic, { input: topicInput() });
    return [versioned('dropTopic', ', reason: "合并"'), { id, version }];
  },
  portalInspection: async () => [of('portalInspection'), { id: nobody }],
  portalInspections: async () => ['{ portalInspections { totalCount } }'],
  recordPortalInspection: async () => [inspect, { input: inspectionInput() }],
  remedyPortalFinding: async () => {
    const { id, version } = await world.done('portal-office', inspect, { input: inspectionInput() });
    return [versioned('remedyPortalFinding', ', remedy: "已更新"'), { id, version }];
  },
  officerTraining: async () => [of('officerTraining'), { id: nobody }],
  officerTrainings: async () => ['{ officerTrainings { totalCount } }'],
  recordOfficerTraining: async () => [
    train,
    {
      input: {
        topic: '公文写作',
        heldOn: '2026-03-06',
        hours: 3,
        attendeeIds: [await world.platform.personId('information-officer')],
      },
    },
  ],
  informationOfficer: async () => [of('informationOfficer'), { id: (await officer()).id }],
  informationOfficers: async () => ['{ informationOfficers { totalCount } }'],
  officerGaps: async () => ['{ officerGaps { reason } }'],
  nameInformationOfficer: async () => [
    nameOfficer,
    { input: { unitId: world.unit('生产部'), personId: nobody, since: '2026-03-09' } },
  ],
  endInformationOfficer: async () => [versioned('endInformationOfficer', ', until: "2027-03-09"'), await officer()],
};

Object.assign(operations, {
  citizenMessage: async () => [of('citizenMessage'), { id: (await messageOf(await left())).id }],
  citizenMessages: async () => ['{ citizenMessages { totalCount } }'],
  messageState: async () => ['{ messageState(number: "LY-1", code: "x") { status } }'],
  leaveMessage: async () => [leaveMessage, { message: { subject: '路灯', text: '路灯不亮。', name: '郑' } }],
  assignMessage: async () => [
    versioned('assignMessage', `, unitId: "${world.unit('生产部')}"`),
    await messageOf(await left()),
  ],
  answerMessage: async () => [
    versioned('answerMessage', ', answer: "已更换灯泡。"'),
    await messageOf(await assignedMessage()),
  ],
  publishMessage: async () => [versioned('publishMessage'), await messageOf(await answeredMessage())],
  withdrawMessage: async () => [
    versioned('withdrawMessage', ', reason: "重新核实"'),
    await messageOf(await publishedMessage()),
  ],
  markSpam: async () => [versioned('markSpam', ', reason: "广告"'), await messageOf(await assignedMessage())],
  unmarkSpam: async () => [versioned('unmarkSpam', ', reason: "误标"'), await messageOf(await spamMessage())],
} satisfies typeof operations);

const people = [
  'anyone',
  'reader',
  'unit-head',
  'information-officer',
  'portal-office',
  'portal-reviewer',
  'portal-editor',
  'general-manager',
];
const outcomes: Record<string, string> = {
  ok: 'ok',
  '--': 'UNAUTHENTICATED',
  no: 'FORBIDDEN',
  in: 'BAD_USER_INPUT',
  nf: 'NOT_FOUND',
};

/** What is `in` got as far as the input, which is refused lest the demo's officer ends. */
const table = `
portalColumn              ok ok ok ok ok ok ok ok
portalColumns             ok ok ok ok ok ok ok ok
createPortalColumn        -- no no no ok no no no
changePortalColumn        -- no no no ok no no no
portalItem                ok ok ok ok ok ok ok ok
portalItems               ok ok ok ok ok ok ok ok
itemVersion               ok ok ok ok ok ok ok ok
itemVersions              ok ok ok ok ok ok ok ok
draftItem                 -- no ok ok ok no ok no
editItemVersion           -- no ok ok ok no ok no
proofreadItemVersion      -- no ok no ok no ok no
submitItemVersion         -- no ok ok ok no ok no
publishItemVersion        -- no no no no no ok no
unscheduleItemVersion     -- no no no ok no ok no
discardItemVersion        -- no ok ok ok no ok no
reviseItem                -- no ok ok ok no ok no
withdrawItem              -- no no no ok ok ok no
classifyItem              -- no ok ok ok ok ok no
informationOfficer        -- ok ok ok ok ok ok ok
informationOfficers       -- ok ok ok ok ok ok ok
officerGaps               -- no ok no ok ok ok ok
nameInformationOfficer    -- no in no in no no no
endInformationOfficer     -- no in no in no no no
submissionLateness        -- no ok ok ok ok ok ok
publishingViolation       -- ok ok ok ok ok ok ok
publishingViolations      -- ok ok ok ok ok ok ok
reportPublishingViolation -- no ok ok ok ok ok ok
decidePublishingViolation -- no no no no no no ok
plannedTopic              -- ok ok ok ok ok ok ok
plannedTopics             -- ok ok ok ok ok ok ok
planTopic                 -- no no no ok no no no
dropTopic                 -- no no no ok no no no
portalInspection          -- ok ok ok ok ok ok ok
portalInspections         -- ok ok ok ok ok ok ok
recordPortalInspection    -- no no no ok no no no
remedyPortalFinding       -- no ok ok no no no no
officerTraining           -- ok ok ok ok ok ok ok
officerTrainings          -- ok ok ok ok ok ok ok
recordOfficerTraining     -- no no no ok no no no
portalCheck               -- no no no ok ok ok ok
versionScreening          -- ok ok ok ok ok ok ok
versionScreenings         -- ok ok ok ok ok ok ok
acceptScreening           -- no no no no ok no no
citizenMessage            ok ok ok ok ok ok ok ok
citizenMessages           ok ok ok ok ok ok ok ok
messageState              nf nf nf nf nf nf nf nf
leaveMessage              ok ok ok ok ok ok ok ok
assignMessage             -- no no no ok no no no
answerMessage             -- no ok ok no no no no
publishMessage            -- no no no ok ok no no
withdrawMessage           -- no no no ok ok no no
markSpam                  -- no no no ok no no no
unmarkSpam                -- no no no ok no no no`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

describe('P03.A01 P03.A03 P03.A06 who may call what', () => {
  it.each(table)('%s', async (operation, ...cells) => {
    const answers: Record<string, string> = {};
    for (const who of people) {
      const [document, variables] = await operations[operation!]!();
      answers[who] = (await world.ask(who, document, variables)).outcome;
    }
    expect(answers).toEqual(Object.fromEntries(people.map((who, i) => [who, outcomes[cells[i]!]])));
  });

  it('is said above for every root field of the module', () => {
    const { platform } = world;
    expect(table.map(([operation]) => operation).sort()).toEqual(platform.rootFieldsOf('publishing'));
    expect(Object.keys(operations).sort()).toEqual(platform.rootFieldsOf('publishing'));
  });

  it('P03.A06 a draft exists for nobody outside its unit and the office', async () => {
    const id = await drafted();
    const { id: first } = await version(id);
    for (const [document, what] of [
      [of('portalItem'), id],
      [of('itemVersion'), first],
    ] as const)
      expect(Object.values((await world.ask('reader', document, { id: what })).data)).toEqual([null]);
  });
});

const problemsOf = ({ errors }: Answer): string[] =>
  ((errors[0]?.extensions?.problems ?? []) as { path: string }[]).map(({ path }) => path).sort();
const long = 'x'.repeat(5001);

/** What each mutation says of everything that is wrong with its input, at once. */
const bad: [mutation: string, who: string, call: () => Promise<Call>, paths: string[]][] = [
  [
    'createPortalColumn',
    'portal-office',
    async () => [column, { input: columnInput({ name: '', unitId: 'x', position: 0, updateEveryDays: 0 }) }],
    ['input.name', 'input.unitId', 'input.updateEveryDays', 'input.position'],
  ],
  [
    'changePortalColumn',
    'portal-office',
    async () => [
      'mutation($id: ID!, $version: Int!, $input: PortalColumnInput!) { changePortalColumn(id: $id, version: $version, input: $input) { id } }',
      { ...(await anyColumn()), input: columnInput({ unitId: nobody }) },
    ],
    ['input.unitId'],
  ],
  [
    'draftItem',
    'information-officer',
    async () => [
      draft,
      {
        input: world.input({
          title: '',
          sourceUrl: 'ftp://x',
          contact: long,
          form: 'EMERGENCY',
          columnId: 'x',
        }),
      },
    ],
    ['input.title', 'input.sourceUrl', 'input.contact', 'input.columnId', 'input.form'],
  ],
  [
    'draftItem',
    'information-officer',
    async () => [
      draft,
      {
        input: world.input({
          columnId: nobody,
          unitId: nobody,
          occurredAt: '2030-01-01T00:00:00Z',
          label: 'TOP_SECRET',
        }),
      },
    ],
    ['input.columnId', 'input.unitId', 'input.occurredAt', 'input.label'],
  ],
  [
    'editItemVersion',
    'information-officer',
    async () => [
      versioned('editItemVersion', `, input: { title: "", cause: "${long}" }`),
      await version(await drafted()),
    ],
    ['input.title', 'input.cause'],
  ],
  [
    'submitItemVersion',
    'information-officer',
    async () => {
      const { id } = await world.drafted({ text: null, source: ' ', category: 'ORGANISATION', form: 'OTHER' });
      return [versioned('submitItemVersion'), await version(id)];
    },
    ['text', 'source', 'contact', 'proofReader'],
  ],
  [
    'publishItemVersion',
    'portal-editor',
    async () => [
      versioned('publishItemVersion', ', publishAt: "2026-01-02T00:00:00Z", expiresAt: "2026-01-01T00:00:00Z"'),
      await version(await world.reviewed()),
    ],
    ['publishAt', 'expiresAt'],
  ],
  [
    'acceptScreening',
    'portal-reviewer',
    async () => [versioned('acceptScreening', ', reason: " "'), await version(await world.submitted())],
    ['reason'],
  ],
  [
    'reviseItem',
    'information-officer',
    async () => [versioned('reviseItem', ', reason: FIRST, note: ""'), await item(await drafted())],
    ['reason', 'note'],
  ],
  [
    'withdrawItem',
    'portal-office',
    async () => [versioned('withdrawItem', ', reason: ""'), await item(await drafted())],
    ['reason'],
  ],
  [
    'classifyItem',
    'portal-office',
    async () => [versioned('classifyItem', ', label: PUBLIC, reason: ""'), await item(await drafted())],
    ['label', 'reason'],
  ],
  [
    'classifyItem',
    'portal-office',
    async () => [versioned('classifyItem', ', label: SECRET, reason: "x"'), await item(await drafted())],
    ['label'],
  ],
  [
    'nameInformationOfficer',
    'unit-head',
    async () => [nameOfficer, { input: { unitId: 'x', personId: 'x', since: '2026-02-30', phone: 'x'.repeat(51) } }],
    ['input.unitId', 'input.personId', 'input.since', 'input.phone'],
  ],
  [
    'nameInformationOfficer',
    'portal-office',
    async () => [nameOfficer, { input: { unitId: nobody, personId: nobody, since: '2027-01-01' } }],
    ['input.unitId', 'input.personId', 'input.since'],
  ],
  [
    'endInformationOfficer',
    'unit-head',
    async () => [versioned('endInformationOfficer', ', until: "2027-01-01"'), await officer()],
    ['until'],
  ],
];

bad.push(
  [
    'reportPublishingViolation',
    'portal-office',
    async () => [
      report,
      {
        id: await world.published(),
        input: { kind: 'OTHER', occurredOn: '2027-01-01', description: 'x', unitHeadId: nobody },
      },
    ],
    ['input.occurredOn', 'input.unitHeadId'],
  ],
  [
    'decidePublishingViolation',
    'general-manager',
    async () => [versioned('decidePublishingViolation', ', upheld: true, decision: ""'), await violation()],
    ['decision'],
  ],
  [
    'planTopic',
    'portal-office',
    async () => [planTopic, { input: topicInput({ title: '', unitId: 'x', dueOn: 'x' }) }],
    ['input.title', 'input.unitId', 'input.dueOn'],
  ],
  [
    'planTopic',
    'portal-office',
    async () => [planTopic, { input: topicInput({ unitId: nobody, dueOn: '2026-03-08' }) }],
    ['input.unitId', 'input.dueOn'],
  ],
  [
    'dropTopic',
    'portal-office',
    async () => [versioned('dropTopic', ', reason: ""'), { id: nobody, version: 1 }],
    ['reason'],
  ],
  [
    'recordPortalInspection',
    'portal-office',
    async () => [
      inspect,
      {
        input: inspectionInput({ unitId: nobody, columnId: nobody, inspectedOn: '2026-03-10', remedyBy: '2026-03-08' }),
      },
    ],
    ['input.unitId', 'input.columnId', 'input.inspectedOn', 'input.remedyBy'],
  ],
  [
    'remedyPortalFinding',
    'unit-head',
    async () => [versioned('remedyPortalFinding', ', remedy: ""'), { id: nobody, version: 1 }],
    ['remedy'],
  ],
  [
    'recordOfficerTraining',
    'portal-office',
    async () => [train, { input: { topic: '', heldOn: 'x', hours: 0, attendeeIds: [] } }],
    ['input.topic', 'input.heldOn', 'input.hours', 'input.attendeeIds'],
  ],
  [
    'recordOfficerTraining',
    'portal-office',
    async () => [train, { input: { topic: '写作', heldOn: '2026-03-10', hours: 2, attendeeIds: [nobody] } }],
    ['input.heldOn', 'input.attendeeIds'],
  ],
);

bad.push(
  [
    'leaveMessage',
    'anyone',
    async () => [leaveMessage, { message: { subject: '', text: '    \n  ', name: ' ', contact: long } }],
    ['message.subject', 'message.text', 'message.name', 'message.contact'],
  ],
  [
    'assignMessage',
    'portal-office',
    async () => [versioned('assignMessage', ', unitId: "x"'), { id: nobody, version: 1 }],
    ['unitId'],
  ],
  [
    'assignMessage',
    'portal-office',
    async () => [versioned('assignMessage', `, unitId: "${nobody}"`), await messageOf(await left())],
    ['unitId'],
  ],
  [
    'answerMessage',
    'unit-head',
    async () => [versioned('answerMessage', ', answer: " "'), { id: nobody, version: 1 }],
    ['answer'],
  ],
  [
    'publishMessage',
    'portal-reviewer',
    async () => [
      versioned('publishMessage', `, subject: "x", text: "${long}", reason: ""`),
      await messageOf(await answeredMessage()),
    ],
    ['subject', 'text', 'reason'],
  ],
  [
    'withdrawMessage',
    'portal-office',
    async () => [versioned('withdrawMessage', ', reason: " "'), { id: nobody, version: 1 }],
    ['reason'],
  ],
  [
    'markSpam',
    'portal-office',
    async () => [versioned('markSpam', ', reason: " "'), { id: nobody, version: 1 }],
    ['reason'],
  ],
  [
    'unmarkSpam',
    'portal-office',
    async () => [versioned('unmarkSpam', ', reason: " "'), { id: nobody, version: 1 }],
    ['reason'],
  ],
);

/** These take nothing but an id and a version. */
const withoutInput = ['proofreadItemVersion', 'unscheduleItemVersion', 'discardItemVersion'];

describe('P03.A05 bad input is told whole, in the language of the request', () => {
  it.each(bad)('%s by %s', async (_mutation, who, call, paths) => {
    const [document, variables] = await call();
    const [en, zh] = [await world.ask(who, document, variables, 'en'), await world.ask(who, document, variables, 'zh')];
    expect([en.outcome, problemsOf(en), problemsOf(zh)]).toEqual(['BAD_USER_INPUT', paths.sort(), paths.sort()]);
    const said = (answer: Answer) =>
      (answer.errors[0]!.extensions!.problems as { message: string }[]).map(({ message }) => message);
    for (const message of said(en)) expect(message).not.toMatch(/\p{Script=Han}/u);
    for (const message of said(zh)) expect(message).toMatch(/\p{Script=Han}/u);
  });

  it('is tried above for every mutation', () => {
    const mutations = Object.keys(world.platform.platform.schemas.full.getMutationType()!.getFields());
    const mine = world.platform.rootFieldsOf('publishing').filter((name) => mutations.includes(name));
    expect([...new Set([...bad.map(([mutation]) => mutation), ...withoutInput])].sort()).toEqual(mine);
  });
});
