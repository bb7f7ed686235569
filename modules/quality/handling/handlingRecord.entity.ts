import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { invalidState } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Severity } from '../feedback.enums.js';
import { FeedbackForm } from '../feedbackForm.entity.js';

/** What the responsible department writes, in the order of the eight disciplines (8D). */
export interface Measures {
  team: string | null;
  containment: string | null;
  rootCause: string | null;
  correctiveAction: string | null;
  preventiveAction: string | null;
  recognition: string | null;
  result: string | null;
}

const titles: Record<keyof Measures, Message> = {
  team: { en: 'team', zh: '处理小组' },
  containment: { en: 'containment', zh: '临时措施' },
  rootCause: { en: 'rootCause', zh: '根本原因' },
  correctiveAction: { en: 'correctiveAction', zh: '纠正措施' },
  preventiveAction: { en: 'preventiveAction', zh: '预防措施' },
  recognition: { en: 'recognition', zh: '总结表彰' },
  result: { en: 'result', zh: '处理情况' },
};

/** What is asked for, by how severe it is. */
const asked: Record<Severity, readonly (keyof Measures)[]> = {
  MINOR: ['result'],
  MAJOR: ['containment', 'rootCause', 'correctiveAction', 'preventiveAction', 'result'],
  CRITICAL: ['team', 'containment', 'rootCause', 'correctiveAction', 'preventiveAction', 'result'],
};

@Entity({ schema: 'quality', tableName: 'handling' })
@ObjectType({
  description:
    'How the responsible department handled a case, and whether that had effect (信息处理记录单); one for each time that it was asked.',
})
@Seals({
  fields: [
    'team',
    'containment',
    'rootCause',
    'correctiveAction',
    'preventiveAction',
    'recognition',
    'result',
    'verification',
  ],
})
export class HandlingRecord extends SealedEntity implements Measures {
  @Field(() => FeedbackForm, { nullable: true })
  @ManyToOne(() => FeedbackForm)
  @Listed('handlings', 'Records of handling, one for each time that the department was asked (处理记录).')
  @InheritsLabel()
  form!: Rel<FeedbackForm>;

  @Field(() => Int, { description: 'Above 1 where what was done before had no effect.' })
  @Property({ type: 'integer' })
  round!: number;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  department!: Rel<Department>;

  @Field(() => String, { nullable: true, description: 'Who works on it (D1).' })
  @Property({ type: 'text', nullable: true })
  team: string | null = null;

  @Field(() => String, { nullable: true, description: 'What keeps the damage small meanwhile (D3, 临时措施).' })
  @Property({ type: 'text', nullable: true })
  containment: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why it came about and was not noticed (D4, 根本原因).' })
  @Property({ type: 'text', nullable: true })
  rootCause: string | null = null;

  @Field(() => String, { nullable: true, description: 'What takes the cause away (D5, D6, 纠正措施).' })
  @Property({ type: 'text', nullable: true })
  correctiveAction: string | null = null;

  @Field(() => String, { nullable: true, description: 'What keeps it from coming again elsewhere (D7, 预防措施).' })
  @Property({ type: 'text', nullable: true })
  preventiveAction: string | null = null;

  @Field(() => String, { nullable: true, description: 'What was learned, and thanks (D8).' })
  @Property({ type: 'text', nullable: true })
  recognition: string | null = null;

  @Field(() => String, { nullable: true, description: 'How it was handled, as it is reported back (处理情况).' })
  @Property({ type: 'text', nullable: true })
  result: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who reported it back.' })
  @ManyToOne(() => Person, { nullable: true })
  handledBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was reported back to quality inspection.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  handledAt: Date | null = null;

  @Field(() => Boolean, { nullable: true, description: 'Null until the effect was verified.' })
  @Property({ type: 'boolean', nullable: true })
  effective: boolean | null = null;

  @Field(() => String, { nullable: true, description: 'How the effect was verified (效果验证).' })
  @Property({ type: 'text', nullable: true })
  verification: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  verifiedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  verifiedAt: Opt<Date> | null = null;

  fill(measures: Partial<Measures>): void {
    if (this.handledAt) throw reportedBack();
    Object.assign(this, measures);
  }

  reportBack(by: Person, now: Date, severity: Severity): void {
    if (this.handledAt) throw reportedBack();
    this.refuseMissing(severity);
    this.handledBy = by;
    this.handledAt = now;
  }

  verify(by: Person, now: Date, effective: boolean, verification: string): void {
    if (!this.handledAt)
      throw invalidState({
        en: 'The department has not reported it back yet; urge its head, and verify the effect then.',
        zh: '责任部门尚未反馈处理情况；请先催办，反馈后再验证效果。',
      });
    if (this.verifiedAt)
      throw invalidState({
        en: 'The effect was verified already. Read the form again; the newest record of handling counts.',
        zh: '效果已经验证。请重新读取反馈单，以最新的处理记录为准。',
      });
    Object.assign(this, { effective, verification, verifiedBy: by, verifiedAt: now });
  }

  /** @throws INVALID_STATE naming all that the severity asks for and that is missing */
  refuseMissing(severity: Severity): void {
    const missing = asked[severity].filter((measure) => !this[measure]);
    if (missing.length === 0) return;
    throw invalidState({
      en: `A case that is ${severity} also needs: ${missing.map((measure) => titles[measure].en).join(', ')}. The department fills it in with fillHandling and reports it back with submitHandling.`,
      zh: `${severity} 级质量信息还须填写：${missing.map((measure) => titles[measure].zh).join('、')}。请由责任部门用 fillHandling 填写，再用 submitHandling 反馈。`,
    });
  }
}

const reportedBack = () =>
  invalidState({
    en: 'It was reported back to quality inspection and stands as it is. If it had no effect, there is a new record to fill in.',
    zh: '处理情况已反馈质检科，不再更改。如效果不达标，请填写新的处理记录。',
  });
