import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { InheritsLabel } from '../../src/access/inheritsLabel.js';
import { SealedEntity, Seals } from '../../src/access/sealedEntity.js';
import { Listed } from '../../src/reading/decorators.js';
import { Customer } from './customer.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description: 'A person to speak with at a customer (联系人). Label and keeper are those of the customer.',
})
@Seals({ fields: ['name', 'post', 'telephone', 'email'] })
export class Contact extends SealedEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('contacts', 'People to speak with (联系人).')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Post at the customer.' })
  @Property({ type: 'text', nullable: true })
  post: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'For those who deal with customers; closed to readers and analysts.',
  })
  @Property({ type: 'text', nullable: true })
  telephone: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'For those who deal with customers; closed to readers and analysts.',
  })
  @Property({ type: 'text', nullable: true })
  email: string | null = null;
}
