import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';

export enum RuleState {
  DRAFT = 'DRAFT',
  IN_REVIEW = 'IN_REVIEW',
  ISSUED = 'ISSUED',
}

registerTitledEnum(RuleState, {
  name: 'InformationRuleState',
  values: {
    DRAFT: { title: { en: 'Draft', zh: '起草' } },
    IN_REVIEW: { title: { en: 'Under review', zh: '送审' } },
    ISSUED: { title: { en: 'Issued', zh: '已颁布' } },
  },
});

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A rule for information work of the hospital (信息管理规章制度), in its versions.' })
export class InformationRule extends LabelledEntity {
  @Field(() => String, { description: 'Unique.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A version of a rule: drafted, reviewed, issued, in force until the next (制度版本).' })
export class InformationRuleVersion extends LabelledEntity {
  @Field(() => InformationRule, { nullable: true })
  @ManyToOne(() => InformationRule)
  @Listed('versions', 'Its versions; drafts are seen by the section and the director.')
  @InheritsLabel()
  rule!: Rel<InformationRule>;

  @Field(() => Int, { description: 'From 1 up.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => RuleState)
  @Enum({ items: () => RuleState, columnType: 'text' })
  state: Opt<RuleState> = RuleState.DRAFT;

  @Field(() => String)
  @Property({ type: 'text' })
  text!: string;

  @Field(() => String, { description: 'First day in force, YYYY-MM-DD; not before the day on which it is issued.' })
  @Property({ type: 'date' })
  effectiveOn!: string;

  @Field(() => String, { nullable: true, description: 'First day on which it is in force no more.' })
  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was repealed; null where a newer version took its place.',
  })
  @Property({ type: 'text', nullable: true })
  repealReason: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'How often it was to be checked when it was issued: quarter, halfYear or year. A changed setting holds when the running period is over; its duties say so.',
  })
  @Property({ type: 'text', nullable: true })
  checkPeriod: string | null = null;

  @Field(() => [ID], { description: 'Departments that have to know it.' })
  @Property({ type: 'uuid[]' })
  recipientIds!: string[];

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('draftedRules', 'Rules for information work that the person drafted.')
  draftedBy!: Rel<Person>;

  @Field(() => [ID], { description: 'Everybody who wrote at it; they neither review nor issue it.' })
  @Property({ type: 'uuid[]' })
  writtenByIds!: string[];

  @Field(() => Person, {
    nullable: true,
    description: 'Who reviewed what was issued (审核人); issued by somebody else.',
  })
  @ManyToOne(() => Person, { nullable: true })
  reviewedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  issuedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  issuedBy: Rel<Person> | null = null;

  /** @throws INVALID_STATE once it is under review or issued */
  refuseUnlessDraft(): void {
    if (this.state === RuleState.DRAFT) return;
    throw invalidState(
      this.state === RuleState.ISSUED
        ? {
            en: 'The version is issued and stays as it is. Draft the next one with draftRuleRevision.',
            zh: '该版本已颁布，内容不再变更，请用 draftRuleRevision 起草新版本。',
          }
        : {
            en: 'The version is under review. Withdraw it with withdrawApproval, or wait for the decision.',
            zh: '该版本正在审批，请用 withdrawApproval 撤回，或等待审批结果。',
          },
    );
  }

  /** @throws INVALID_STATE unless it is issued and not ended */
  refuseUnlessInForce(): void {
    if (this.state === RuleState.ISSUED && this.endedOn === null) return;
    throw invalidState({
      en: 'The version is not issued, or another took its place. See informationRulesInForce.',
      zh: '该版本未颁布或已被替代，见 informationRulesInForce。',
    });
  }
}
