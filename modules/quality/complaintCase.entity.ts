import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../src/access/entity.js';
import { InheritsLabel } from '../../src/access/inheritsLabel.js';
import { Listed } from '../../src/reading/decorators.js';
import { Complaint } from '../customers/customers.api.js';
import { FeedbackForm } from './feedbackForm.entity.js';

/** A row of its own and no column of the form: quality inspection writes the form and need not see the complaint. */
@Entity({ schema: 'quality' })
@ObjectType({ description: 'Which complaint opened which case of quality information.' })
export class ComplaintCase extends LabelledEntity {
  @Field(() => FeedbackForm, { nullable: true })
  @ManyToOne(() => FeedbackForm)
  @Listed('complaintCases', 'The complaint that opened it, where one did.')
  @InheritsLabel()
  form!: Rel<FeedbackForm>;

  @Field(() => Complaint, { nullable: true })
  @ManyToOne(() => Complaint)
  @Listed('qualityCases', 'The case of quality information that it opened (质量信息反馈).')
  complaint!: Rel<Complaint>;
}
