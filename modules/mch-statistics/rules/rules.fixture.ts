import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { aDepartment, all, one } from '../roots.fixture.js';
import { ask, done, fresh, type Made, type Operation, taskOf } from '../statistics.fixture.js';

const keeper = 'mch-statistician';
export const wardHead = 'mch-ward-head';

const versioned = (name: string, more = '', given = '') =>
  `mutation($id: ID!, $version: Int!${more}) { ${name}(id: $id, version: $version${given}) { id version } }`;

export const ruleDocuments = {
  draft: 'mutation($input: DraftRuleInput!) { draftInformationRule(input: $input) { id version number rule { id } } }',
  revise:
    'mutation($ruleId: ID!, $input: RuleTextInput!) { draftRuleRevision(ruleId: $ruleId, input: $input) { id version number } }',
  update: versioned('updateRuleDraft', ', $input: RuleTextInput!', ', input: $input'),
  submit: versioned('submitInformationRule'),
  repeal: versioned(
    'repealInformationRule',
    ', $endedOn: String!, $reason: String!',
    ', endedOn: $endedOn, reason: $reason',
  ),
  acknowledge: versioned('acknowledgeInformationRule'),
  check:
    'mutation($ruleVersionId: ID!, $input: RuleCheckInput!) { recordRuleCheck(ruleVersionId: $ruleVersionId, input: $input) { id version } }',
  correct: versioned('correctRuleFinding', ', $correction: String!', ', correction: $correction'),
};

export interface Drafted extends Made {
  rule: { id: string };
  recipients: string[];
}

export const ruleText = (recipientIds: string[], more: object = {}) => ({
  text: '病案首页由出院科室填写。',
  effectiveOn: '2026-03-09',
  recipientIds,
  ...more,
});

export async function aDraft(platform: TestPlatform, given?: string[]): Promise<Drafted> {
  const recipients = given ?? [await aDepartment(platform)];
  const draft = await done<Drafted>(platform, keeper, ruleDocuments.draft, {
    input: { ...ruleText(recipients), code: `R-${fresh()}`, title: '病案首页管理规定' },
  });
  return { ...draft, recipients };
}

const decide = (verdict: string) =>
  `mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: ${verdict}, comment: "x" }, password: "demo-only") { id } }`;

export const decideRule = async (platform: TestPlatform, who: string, id: string, verdict = 'APPROVE') =>
  ask(platform, who, decide(verdict), { task: await taskOf(platform, who, id) });

/** Reviewed by the section head, then decided by the director. */
export async function sign(platform: TestPlatform, id: string, verdict = 'APPROVE'): Promise<void> {
  for (const [who, what] of [
    ['mch-section-head', 'APPROVE'],
    ['mch-director', verdict],
  ] as const) {
    const { outcome, errors } = await decideRule(platform, who, id, what);
    if (outcome !== 'ok') throw new Error(`${who}: ${JSON.stringify(errors)}`);
  }
}

const ruleVersion = async (platform: TestPlatform, id: string): Promise<Made> =>
  (
    await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.information_rule_version where id = $1',
      [id],
    )
  )[0]!;

export async function anIssuedRule(platform: TestPlatform, recipients?: string[]): Promise<Drafted> {
  const draft = await aDraft(platform, recipients);
  await done(platform, keeper, ruleDocuments.submit, { ...draft });
  await sign(platform, draft.id);
  return { ...draft, ...(await ruleVersion(platform, draft.id)) };
}

export const acknowledgementOf = async (platform: TestPlatform, versionId: string): Promise<Made> =>
  (
    await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.rule_acknowledgement where rule_version_id = $1 order by id limit 1',
      [versionId],
    )
  )[0]!;

export const checkInput = (departmentId: string, more: object = {}) => ({
  departmentId,
  checkedOn: '2026-03-09',
  findings: '两份首页漏填',
  needsCorrection: true,
  ...more,
});

export async function aCheck(platform: TestPlatform): Promise<Made> {
  const rule = await anIssuedRule(platform);
  return done(platform, keeper, ruleDocuments.check, {
    ruleVersionId: rule.id,
    input: checkInput(rule.recipients[0]!),
  });
}

export const stateOf = async (platform: TestPlatform, id: string) =>
  (
    await ask(
      platform,
      keeper,
      'query($id: ID!) { informationRuleVersion(id: $id) { state effectiveOn endedOn reviewedBy { name } issuedBy { name } } }',
      {
        id,
      },
    )
  ).data.informationRuleVersion;

export const ruleOperations: Record<string, Operation> = {
  informationRule: one('informationRule'),
  informationRules: all('informationRules'),
  informationRuleVersion: one('informationRuleVersion'),
  informationRuleVersions: all('informationRuleVersions'),
  ruleAcknowledgement: one('ruleAcknowledgement'),
  ruleAcknowledgements: all('ruleAcknowledgements'),
  ruleCheck: one('ruleCheck'),
  ruleChecks: all('ruleChecks'),
  informationRulesInForce: async () => ['{ informationRulesInForce { number } }'],
  draftInformationRule: async (platform) => [
    ruleDocuments.draft,
    { input: { ...ruleText([await aDepartment(platform)]), code: `R-${fresh()}`, title: '规定' } },
  ],
  draftRuleRevision: async (platform) => {
    const rule = await anIssuedRule(platform);
    return [
      ruleDocuments.revise,
      { ruleId: rule.rule.id, input: ruleText(rule.recipients, { effectiveOn: '2026-04-01' }) },
    ];
  },
  updateRuleDraft: async (platform) => {
    const draft = await aDraft(platform);
    return [ruleDocuments.update, { ...draft, input: ruleText(draft.recipients) }];
  },
  submitInformationRule: async (platform) => [ruleDocuments.submit, { ...(await aDraft(platform)) }],
  repealInformationRule: async (platform) => [
    ruleDocuments.repeal,
    { ...(await anIssuedRule(platform)), endedOn: '2026-12-31', reason: '并入新制度' },
  ],
  acknowledgeInformationRule: async (platform) => [
    ruleDocuments.acknowledge,
    { ...(await acknowledgementOf(platform, (await anIssuedRule(platform)).id)) },
  ],
  recordRuleCheck: async (platform) => {
    const rule = await anIssuedRule(platform);
    return [ruleDocuments.check, { ruleVersionId: rule.id, input: checkInput(rule.recipients[0]!) }];
  },
  correctRuleFinding: async (platform) => [
    ruleDocuments.correct,
    { ...(await aCheck(platform)), correction: '已补填' },
  ],
};

const nobody = '00000000-0000-4000-8000-000000000000';

export const ruleBadInputs: BadInput[] = [
  [
    'draftInformationRule',
    ['input.code', 'input.title', 'input.text', 'input.effectiveOn', 'input.recipientIds'],
    { input: { code: ' ', title: '', text: '', effectiveOn: 'x', recipientIds: ['x'] } },
  ],
  [
    'draftInformationRule',
    ['input.effectiveOn', 'input.recipientIds'],
    { input: { code: 'x', title: 'x', ...ruleText([nobody], { effectiveOn: '2026-03-08' }) } },
  ],
  ['draftRuleRevision', ['input.effectiveOn', 'input.recipientIds'], { input: ruleText([nobody]) }],
  ['updateRuleDraft', ['input.text', 'input.recipientIds'], { input: { ...ruleText([]), text: '' } }],
  ['repealInformationRule', ['endedOn', 'reason'], { endedOn: 'x', reason: '' }, 'mch-director'],
  ['repealInformationRule', ['endedOn'], { endedOn: '2026-03-08' }, 'mch-director'],
  [
    'recordRuleCheck',
    ['input.departmentId', 'input.checkedOn', 'input.findings'],
    { input: { departmentId: 'x', checkedOn: 'x', findings: '', needsCorrection: false } },
  ],
  [
    'recordRuleCheck',
    ['input.checkedOn', 'input.departmentId'],
    { input: checkInput(nobody, { checkedOn: '2026-03-08' }) },
  ],
  ['correctRuleFinding', ['correction'], { correction: '' }, wardHead],
];
