import { clause } from '../../../src/access/rules.js';
import { type Approval, defineApproval } from '../../../src/approvals/approval.js';
import { askingOf } from '../../../src/database/asking.js';
import { section } from '../mch-statistics.roles.js';
import { checkPeriods, ruleCheckInterval } from './rules.duties.js';
import { InformationRuleVersion } from './ruleVersion.entity.js';

interface Issued {
  id: string;
  department: string;
}

const reviewStep = {
  name: 'review',
  title: { en: 'Review within the section', zh: '科内审核' },
  clause: 'P08.A02',
  by: [{ role: 'MCH_SECTION_HEAD' }, { role: 'MCH_STATISTICIAN' }],
  mode: 'any',
  act: 'review',
  dueWorkingDays: 3,
  // Where everybody of the section wrote at it.
  escalateTo: 'GENERAL_MANAGER',
} as const;

/**
 * P08.A02: drafted in the section, reviewed there by somebody who wrote nothing of it, issued by the director, and published
 * to the departments in the same moment.
 */
export const issueRule = defineApproval<{ title: string; number: number; effectiveOn: string }>({
  name: 'issueInformationRule',
  version: 2,
  title: { en: 'Issue of an information rule', zh: '信息管理制度颁布' },
  subject: InformationRuleVersion,
  form: {
    title: { en: 'Rule', zh: '制度' },
    number: { en: 'Version', zh: '版本' },
    effectiveOn: { en: 'In force from', zh: '施行日期' },
  },
  oneAtATime: true,
  mayApply: clause('P08.A02', section),
  steps: [
    reviewStep,
    {
      name: 'issue',
      title: { en: 'Signature of the director', zh: '分管领导签发' },
      clause: 'P08.A02',
      by: [{ role: 'MCH_DIRECTOR' }],
      mode: 'any',
      act: 'sign',
      dueWorkingDays: 5,
    },
  ],
  outcome: async (writing, request) => {
    const { em, context } = writing;
    const { duties, notices, interpretations } = context.core;
    const choice = await interpretations.choiceOf(askingOf(em), ruleCheckInterval.id);
    const period = checkPeriods[choice as keyof typeof checkPeriods];
    const [row] = await em.execute<{ issued: Issued[] }[]>('select mch_statistics.issue_rule(?, ?) as issued', [
      request.id,
      period,
    ]);
    const version = await em.findOneOrFail(InformationRuleVersion, { id: request.recordId }, { refresh: true });
    const former = await em.find(InformationRuleVersion, { rule: version.rule.id, number: { $lt: version.number } });
    for (const one of former) await duties.endSeries(writing, 'checkInformationRule', one);
    await duties.beginSeries(writing, 'checkInformationRule', { record: version, days: 0 });
    const { label, compartments, keeper } = version;
    const { title, number } = request.form;
    for (const { id, department } of row!.issued) {
      const record = { id, label, compartments, keeper };
      await duties.begin(writing, 'acknowledgeRule', { record, department: { id: department } });
    }
    await notices.tell(
      askingOf(em),
      row!.issued.map(({ id, department }) => ({
        kind: 'OTHER' as const,
        role: 'UNIT_HEAD',
        department,
        label,
        compartments,
        keeper: keeper?.id,
        recordType: 'RuleAcknowledgement',
        recordId: id,
        message: {
          en: `Issued: ${String(title)}, version ${String(number)}. Acknowledge it: acknowledgeInformationRule(id: "${id}").`,
          zh: `已颁布制度《${String(title)}》第 ${String(number)} 版，请签收：acknowledgeInformationRule(id: "${id}")。`,
        },
      })),
      context.now,
    );
  },
  notApproved: async ({ em }, { id }) => {
    await em.execute('select mch_statistics.return_rule(?)', [id]);
  },
});

/** As requests run that were made before there was a review. */
export const issueRuleAtOnce: Approval = {
  ...issueRule,
  version: 1,
  steps: issueRule.steps.filter(({ name }) => name === 'issue'),
};
