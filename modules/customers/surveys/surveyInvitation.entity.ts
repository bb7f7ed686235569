import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';
import { Survey } from './survey.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description: 'That a customer was asked in a survey (发放记录). Label and keeper are those of the customer.',
})
export class SurveyInvitation extends LabelledEntity {
  @Field(() => Survey, { nullable: true })
  @ManyToOne(() => Survey)
  @Listed('invitations', 'The customers that were asked (发放记录).')
  survey!: Rel<Survey>;

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('surveyInvitations', 'Surveys in which the customer was asked (满意度调查).')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  sentBy!: Rel<Person>;

  @Field(() => Boolean, { description: 'They have replied; what, nobody is told of a single one.' })
  @Property({ type: 'boolean' })
  answered: Opt<boolean> = false;

  /** SHA-256 of what stands in the link. */
  @Property({ type: 'text', hidden: true })
  tokenHash!: string;
}
