import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Person } from '../../access/person.entity.js';
import { Listed } from '../../reading/decorators.js';
import { PolicyVersion } from './policyVersion.entity.js';

@Entity({ schema: 'clauses', tableName: 'acknowledgement' })
@ObjectType({
  description: 'Somebody confirms that they know a policy, or one clause of it, as a version words it (确认知悉).',
})
export class PolicyAcknowledgement extends BaseEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('policyAcknowledgements', 'Policies and clauses that the person has confirmed to know.')
  person!: Rel<Person>;

  @Field(() => ID, { description: 'The policy, such as P01, or the clause, such as P01.A26.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => PolicyVersion, { nullable: true })
  @ManyToOne(() => PolicyVersion)
  @Listed('acknowledgements', 'Who has confirmed to know it.')
  policyVersion!: Rel<PolicyVersion>;

  @Field(() => Int, { description: 'Number of the version.' })
  @Property({ type: 'integer' })
  number!: number;
}
