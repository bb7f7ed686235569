import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'publishing' })
@ObjectType({ description: 'A training of information officers that the office held (信息员培训).' })
export class OfficerTraining extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  topic!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  heldOn!: string;

  @Field(() => Float)
  @Property({ type: 'double' })
  hours!: number;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  recordedBy!: Rel<Person>;
}

@Entity({ schema: 'publishing' })
@ObjectType({ description: 'Who took part in a training of information officers.' })
export class OfficerTrainingAttendance extends BaseEntity {
  @Field(() => OfficerTraining, { nullable: true })
  @ManyToOne(() => OfficerTraining)
  @Listed('attendances', 'Who took part.')
  training!: Rel<OfficerTraining>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('portalTrainings', 'Trainings of information officers in which the person took part.')
  person!: Rel<Person>;
}
