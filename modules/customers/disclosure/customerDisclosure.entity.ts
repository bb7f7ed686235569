import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';

@Entity({ schema: 'customers', tableName: 'disclosure' })
@ObjectType({
  description:
    'An entry of the register of customer information given to an outside party (对外提供登记): what, to whom, what for, by whom.',
})
@Seals({ fields: ['recipient', 'takenBy', 'content', 'purpose', 'means'], under: 'own' })
export class CustomerDisclosure extends SealedEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('disclosures', 'What of it was given to outside parties.')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => String, { description: 'Outside unit that got it (外单位).' })
  @Property({ type: 'text' })
  recipient!: string;

  @Field(() => String, { description: 'Who of that unit took it.' })
  @Property({ type: 'text' })
  takenBy!: string;

  @Field(() => String, { description: 'What was given, as it was approved.' })
  @Property({ type: 'text' })
  content!: string;

  @Field(() => String, { description: 'What for, as it was approved.' })
  @Property({ type: 'text' })
  purpose!: string;

  @Field(() => String, { description: 'How it was handed over, with the safety measures.' })
  @Property({ type: 'text' })
  means!: string;

  @Field(() => Person, { nullable: true, description: 'Who handed it over.' })
  @ManyToOne(() => Person)
  givenBy!: Rel<Person>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  givenAt!: Date;

  /** No relation: whoever hands it over need not see the request. */
  @Field(() => ID, { description: 'The approved request that it follows; see approvalRequest.' })
  @Property({ type: 'uuid' })
  requestId!: string;
}
