import { Department } from '../../../src/access/department.entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { ApprovalStatus } from '../../../src/approvals/approvalEnums.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { unknown } from '../forms/known.js';
import type {
  DraftRevisionArgs,
  DraftRuleInput,
  RepealRuleArgs,
  RuleTextInput,
  RuleVersionArgs,
  UpdateDraftArgs,
} from './rules.inputs.js';
import { InformationRule, InformationRuleVersion, RuleState } from './ruleVersion.entity.js';

/** Rules for information work: drafted, issued, replaced, repealed (P08.A02). */
export class RuleService {
  constructor(private readonly context: SignedInContext) {}

  draft({ code, title, ...input }: DraftRuleInput): Promise<InformationRuleVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const problems = await this.problemsOf(writing, input);
      if (problems.length > 0) throw badInput(problems);
      if (await writing.em.findOne(InformationRule, { code })) throw codeTaken(code);
      const rule = writing.em.create(InformationRule, { code, title: title.trim(), label: Label.INTERNAL });
      return this.version(writing, rule, 1, input);
    });
  }

  revise({ ruleId, input }: DraftRevisionArgs): Promise<InformationRuleVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const rule = await writing.find('draftRuleRevision', InformationRule, ruleId);
      const versions = await writing.em.find(
        InformationRuleVersion,
        { rule: rule.id },
        { orderBy: { number: 'desc' } },
      );
      if (versions[0] && versions[0].state !== RuleState.ISSUED) throw isDrafted(versions[0].id);
      const problems = await this.problemsOf(writing, input, versions[0]);
      if (problems.length > 0) throw badInput(problems);
      return this.version(writing, rule, (versions[0]?.number ?? 0) + 1, input);
    });
  }

  update({ id, version, input }: UpdateDraftArgs): Promise<InformationRuleVersion> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const draft = await writing.find('updateRuleDraft', InformationRuleVersion, id, version);
      draft.refuseUnlessDraft();
      const before = await writing.em.findOne(InformationRuleVersion, {
        rule: draft.rule.id,
        number: draft.number - 1,
      });
      const problems = await this.problemsOf(writing, input, before ?? undefined);
      if (problems.length > 0) throw badInput(problems);
      const writtenByIds = [...new Set([...draft.writtenByIds, context.viewer.personId])];
      Object.assign(draft, given(input), { writtenByIds });
      return draft;
    });
  }

  submit({ id, version }: RuleVersionArgs): Promise<InformationRuleVersion> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const draft = await writing.find('submitInformationRule', InformationRuleVersion, id, version);
      draft.refuseUnlessDraft();
      const rule = await em.findOneOrFail(InformationRule, { id: draft.rule.id });
      draft.state = RuleState.IN_REVIEW;
      const form = { title: rule.title, number: draft.number, effectiveOn: draft.effectiveOn };
      const returned = await em.findOne(ApprovalRequest, {
        name: 'issueInformationRule',
        recordId: draft.id,
        status: ApprovalStatus.RETURNED,
      });
      const { approvals } = context.core;
      const barred = draft.writtenByIds.map((writer) => ({ id: writer }));
      if (!returned) await approvals.request(writing, 'issueInformationRule', { record: draft, form, barred });
      else if (returned.applicant.id === context.viewer.personId)
        await approvals.bringAgain(writing, returned, { form, barred });
      else throw othersRequest();
      return draft;
    });
  }

  repeal({ id, version, endedOn, reason }: RepealRuleArgs): Promise<InformationRuleVersion> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const issued = await writing.find('repealInformationRule', InformationRuleVersion, id, version);
      issued.refuseUnlessInForce();
      const least = [dayAt(context.now), issued.effectiveOn].sort()[1]!;
      if (endedOn < least) throw badInput([tooEarly('endedOn', least)]);
      Object.assign(issued, { endedOn, repealReason: reason.trim() });
      await context.core.duties.endSeries(writing, 'checkInformationRule', issued);
      return issued;
    });
  }

  private version(writing: Writing, rule: InformationRule, number: number, input: RuleTextInput) {
    const { label, compartments, keeper } = rule;
    return writing.em.create(InformationRuleVersion, {
      ...given(input),
      rule,
      number,
      draftedBy: writing.em.getReference(Person, this.context.viewer.personId),
      writtenByIds: [this.context.viewer.personId],
      label,
      compartments,
      keeper,
    });
  }

  private async problemsOf(
    { em }: Writing,
    { effectiveOn, recipientIds }: RuleTextInput,
    before?: InformationRuleVersion,
  ): Promise<Problem[]> {
    const found = await em.find(Department, { id: { $in: recipientIds } });
    const today = dayAt(this.context.now);
    return [
      ...(new Set(recipientIds).size === found.length ? [] : [unknown('input.recipientIds')]),
      ...(effectiveOn < today ? [tooEarly('input.effectiveOn', today)] : []),
      ...(before && effectiveOn <= before.effectiveOn ? [notAfter(before.effectiveOn)] : []),
    ];
  }
}

const given = ({ text, effectiveOn, recipientIds }: RuleTextInput) => ({
  text: text.trim(),
  effectiveOn,
  recipientIds: [...new Set(recipientIds)],
});

/** What is in force on a day, of what the viewer sees, by code. */
export async function rulesInForce(context: Context, on: string): Promise<{ id: string }[]> {
  return context.database.read<{ id: string }>(context, {
    sql: `select v.id from mch_statistics.information_rule_version v join mch_statistics.information_rule r on r.id = v.rule_id
      where v.state = 'ISSUED' and v.effective_on <= $1 and (v.ended_on is null or v.ended_on > $1) order by r.code limit 1000`,
    parameters: [on],
  });
}

const tooEarly = (path: string, least: string): Problem => ({
  path,
  message: { en: `Give ${least} or a later day.`, zh: `请填写 ${least} 或之后的日期。` },
});

const notAfter = (before: string): Problem => ({
  path: 'input.effectiveOn',
  message: {
    en: `The version before is in force from ${before} on. Give a later day.`,
    zh: `上一版本自 ${before} 起施行，请填写之后的日期。`,
  },
});

const codeTaken = (code: string) =>
  conflict({
    en: `The code ${code} is in use. Draft the next version with draftRuleRevision.`,
    zh: `代码 ${code} 已被使用，请用 draftRuleRevision 起草新版本。`,
  });

const isDrafted = (id: string) =>
  conflict({
    en: `A version is being drafted already: ${id}. Change it with updateRuleDraft.`,
    zh: `已有起草中的版本 ${id}，请用 updateRuleDraft 修改。`,
  });

const othersRequest = () =>
  conflict({
    en: 'It was returned to whoever submitted it. They submit it again, or withdraw their request with withdrawApproval.',
    zh: '该制度已退回原提交人，请由其再次提交或用 withdrawApproval 撤回申请。',
  });
