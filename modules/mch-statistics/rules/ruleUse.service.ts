import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { periodsAt } from '../../../src/duties/duties.js';
import { badInput } from '../../../src/errors.js';
import { checkRule } from './rules.duties.js';
import type { CorrectFindingArgs, RecordRuleCheckArgs, RuleVersionArgs } from './rules.inputs.js';
import { RuleAcknowledgement, RuleCheck } from './ruleUse.entity.js';
import { InformationRuleVersion } from './ruleVersion.entity.js';

/** Rules are known, kept and checked in the departments (P08.A02). */
export class RuleUseService {
  constructor(private readonly context: SignedInContext) {}

  acknowledge({ id, version }: RuleVersionArgs): Promise<RuleAcknowledgement> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const acknowledgement = await writing.find('acknowledgeInformationRule', RuleAcknowledgement, id, version);
      acknowledgement.acknowledge(this.me(writing), context.now);
      await context.core.duties.fulfil(writing, 'acknowledgeRule', { record: acknowledgement });
      return acknowledgement;
    });
  }

  check({ ruleVersionId, input }: RecordRuleCheckArgs): Promise<RuleCheck> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const version = await writing.find('recordRuleCheck', InformationRuleVersion, ruleVersionId);
      version.refuseUnlessInForce();
      const problems = [
        ...notToCome('input.checkedOn', input.checkedOn, context.now),
        ...(input.checkedOn < version.effectiveOn ? [notInForce(version.effectiveOn)] : []),
        ...(version.recipientIds.includes(input.departmentId) ? [] : [noRecipient]),
      ];
      if (problems.length > 0) throw badInput(problems);
      const { label, compartments, keeper } = version;
      const check = em.create(RuleCheck, {
        ruleVersion: version,
        department: em.getReference(Department, input.departmentId),
        checkedOn: input.checkedOn,
        checkedBy: this.me(writing),
        findings: input.findings.trim(),
        needsCorrection: input.needsCorrection,
        label,
        compartments,
        keeper,
      });
      if (check.needsCorrection) await context.core.duties.begin(writing, 'correctRuleFinding', { record: check });
      await this.fulfilWhenAllAreChecked(writing, version, input.checkedOn);
      return check;
    });
  }

  correct({ id, version, correction }: CorrectFindingArgs): Promise<RuleCheck> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const check = await writing.find('correctRuleFinding', RuleCheck, id, version);
      check.correct(correction.trim(), context.now);
      await context.core.duties.fulfil(writing, 'correctRuleFinding', { record: check });
      return check;
    });
  }

  /** The check of a period is done when each department that has to keep the rule was looked at. */
  private async fulfilWhenAllAreChecked(writing: Writing, version: InformationRuleVersion, on: string): Promise<void> {
    const { em } = writing;
    const { core, now } = this.context;
    await em.flush();
    for (const { key, first, last } of periodsAt(checkRule, on)) {
      const [row] = await em.execute<{ missing: number }[]>(
        `select count(*)::integer as missing from unnest(?::uuid[]) d where not exists (
          select from mch_statistics.rule_check c where c.rule_version_id = ? and c.department_id = d and c.checked_on between ? and ?)`,
        [`{${version.recipientIds.join(',')}}`, version.id, first, last < dayAt(now) ? last : dayAt(now)],
      );
      if (row!.missing === 0) await core.duties.fulfil(writing, checkRule.name, { record: version, period: key });
    }
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const notInForce = (from: string) => ({
  path: 'input.checkedOn',
  message: {
    en: `The rule is in force from ${from} on. Give that day or a later one.`,
    zh: `该制度自 ${from} 起施行，请填写该日或之后的日期。`,
  },
});

const noRecipient = {
  path: 'input.departmentId',
  message: {
    en: 'The rule was not published to this department. Give one of recipientIds.',
    zh: '该制度未发布至此部门，请给出 recipientIds 中的部门。',
  },
};
