import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description: 'Somebody of ours who is in contact with a customer (我方联系人), from a day until another.',
})
export class Liaison extends LabelledEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('liaisons', 'Those of ours who are or were in contact with the customer (我方联系人).')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('liaisons', 'Customers with whom the person is or was in contact.')
  person!: Rel<Person>;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  since!: string;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; null while it goes on.' })
  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why it ended.' })
  @Property({ type: 'text', nullable: true })
  endReason: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who was named in the place of the person.' })
  @ManyToOne(() => Person, { nullable: true })
  successor: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'When the customer was told of the successor, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  customerToldOn: string | null = null;

  end(on: string, reason: string): void {
    if (this.endedOn)
      throw invalidState({
        en: 'It has ended already. Name a successor with replaceLiaison.',
        zh: '该联系关系已结束，请用 replaceLiaison 指派接替人员。',
      });
    Object.assign(this, { endedOn: on, endReason: reason });
  }

  replace(successor: Person, customerToldOn: string): void {
    if (this.successor) throw invalidState({ en: 'A successor is named already.', zh: '已指派接替人员。' });
    Object.assign(this, { successor, customerToldOn });
  }
}
