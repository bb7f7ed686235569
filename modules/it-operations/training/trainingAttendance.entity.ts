import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { TrainingSession } from './trainingSession.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'That somebody took part in a training, and for how many hours (学时).' })
export class TrainingAttendance extends BaseEntity {
  @Field(() => TrainingSession, { nullable: true })
  @ManyToOne(() => TrainingSession)
  @Listed('attendances', 'Who took part.')
  session!: Rel<TrainingSession>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('trainingAttendances', 'In which trainings the person took part.')
  person!: Rel<Person>;

  @Field(() => Float, { description: 'At most those of the training.' })
  @Property({ type: 'double', columnType: 'numeric(6,1)', runtimeType: 'number' })
  hours!: number;

  @Field(() => String, { nullable: true, description: 'Why the hours were corrected; the audit has those before.' })
  @Property({ type: 'text', nullable: true })
  correctionReason: string | null = null;
}
