import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description:
    'The first contact with somebody new (首次接触), who is to have a customer file promptly. Once there is one, label and keeper are those of the file.',
})
@Seals({ fields: ['companyName', 'note'] })
export class FirstContact extends SealedEntity {
  @Field(() => String, { description: 'As whoever made the contact knows the name.' })
  @Property({ type: 'text' })
  companyName!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  contactedOn!: string;

  @Field(() => String, { nullable: true, description: 'How it came about, and what is to be known for the file.' })
  @Property({ type: 'text', nullable: true })
  note: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who made the contact.' })
  @ManyToOne(() => Person)
  @Listed('firstContacts', 'First contacts that the person made (首次接触).')
  developer!: Rel<Person>;

  @Field(() => Customer, { nullable: true, description: 'The file; null until it is registered.' })
  @ManyToOne(() => Customer, { nullable: true })
  @Listed('firstContacts', 'The first contact from which the file came (首次接触).')
  @InheritsLabel()
  customer: Rel<Customer> | null = null;

  @Field(() => String, { nullable: true, description: 'Day of the registration, YYYY-MM-DD; null while it waits.' })
  @Property({ type: 'date', nullable: true })
  registeredOn: string | null = null;

  @Field(() => Int, {
    nullable: true,
    description: 'Working days from the day after the contact to the registration; null while it waits.',
  })
  @Property({ type: 'integer', nullable: true })
  delayInWorkingDays: number | null = null;

  /** A first contact gets one file. */
  register(customer: Customer, on: string, delayInWorkingDays: number): void {
    if (this.registeredOn)
      throw invalidState({
        en: 'This first contact has its file already. Leave firstContactId out, or update that file.',
        zh: '该首次接触已立档。请省略 firstContactId，或更新该档案。',
      });
    Object.assign(this, { customer, registeredOn: on, delayInWorkingDays });
  }
}
