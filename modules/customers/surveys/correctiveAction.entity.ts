import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CorrectiveActionStatus } from './survey.enums.js';
import { SurveyReport } from './surveyReport.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({ description: 'What is done about a result below target (纠正预防措施). The office sees to it.' })
export class CorrectiveAction extends LabelledEntity {
  @Field(() => SurveyReport, { nullable: true })
  @ManyToOne(() => SurveyReport)
  @Listed('correctiveActions', 'What is done about it (纠正预防措施).')
  @InheritsLabel()
  report!: Rel<SurveyReport>;

  @Field(() => CorrectiveActionStatus)
  @Enum({ items: () => CorrectiveActionStatus, columnType: 'text' })
  status: Opt<CorrectiveActionStatus> = CorrectiveActionStatus.OPEN;

  @Field(() => String, { nullable: true, description: 'Why customers are dissatisfied.' })
  @Property({ type: 'text', nullable: true })
  cause: string | null = null;

  @Field(() => String, { nullable: true, description: '纠正措施' })
  @Property({ type: 'text', nullable: true })
  correction: string | null = null;

  @Field(() => String, { nullable: true, description: '预防措施' })
  @Property({ type: 'text', nullable: true })
  prevention: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  plannedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'What came of it (效果验证).' })
  @Property({ type: 'text', nullable: true })
  effect: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who looked at the effect; never whoever planned it.' })
  @ManyToOne(() => Person, { nullable: true })
  verifiedBy: Rel<Person> | null = null;

  plan(by: Person, given: { cause: string; correction: string; prevention: string }): void {
    this.refuseUnless(CorrectiveActionStatus.OPEN);
    Object.assign(this, given, { plannedBy: by, status: CorrectiveActionStatus.PLANNED });
  }

  finish(by: Person, effect: string): void {
    this.refuseUnless(CorrectiveActionStatus.PLANNED);
    Object.assign(this, { effect, verifiedBy: by, status: CorrectiveActionStatus.DONE });
  }

  private refuseUnless(needed: CorrectiveActionStatus): void {
    if (this.status !== needed)
      throw invalidState({
        en: `The action is ${this.status}; this can be done while it is ${needed}.`,
        zh: `该措施的状态为“${zhOf(CorrectiveActionStatus, this.status)}”；仅在“${zhOf(CorrectiveActionStatus, needed)}”时可以办理。`,
      });
  }
}
