import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';
import { LeakIncident } from './leakIncident.entity.js';

/** A row of its own and no column of the incident: whoever acts on the incident need not see the file. */
@Entity({ schema: 'customers' })
@ObjectType({ description: 'A customer whose information a leak concerns. Seen by whoever sees both.' })
export class LeakedFile extends LabelledEntity {
  @Field(() => LeakIncident, { nullable: true })
  @ManyToOne(() => LeakIncident)
  @Listed('files', 'Whose information it is, as far as you see the files.')
  @InheritsLabel()
  incident!: Rel<LeakIncident>;

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('leaks', 'Leaks of information about the customer (泄密事件), for those who see them.')
  customer!: Rel<Customer>;
}
