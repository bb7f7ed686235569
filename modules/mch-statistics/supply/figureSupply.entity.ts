import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { FigureRequest, FigureSubscription } from './figureRequest.entity.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'Figures as a department got them (数据提供). They stay as they were; the label is the highest of the reports that they are from.',
})
export class FigureSupply extends LabelledEntity {
  @Field(() => FigureRequest, { nullable: true, description: 'That it answers, if it answers one.' })
  @ManyToOne(() => FigureRequest, { nullable: true })
  @Listed('supplies', 'What was supplied.')
  request: Rel<FigureRequest> | null = null;

  @Field(() => FigureSubscription, { nullable: true, description: 'Which it is of, if it is of one.' })
  @ManyToOne(() => FigureSubscription, { nullable: true })
  @Listed('supplies', 'What was supplied.')
  subscription: Rel<FigureSubscription> | null = null;

  @Field(() => String, { nullable: true, description: 'Month of the subscription, YYYY-MM.' })
  @Property({ type: 'text', nullable: true })
  month: string | null = null;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('figureSupplies', 'Figures that it got.')
  department!: Rel<Department>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  suppliedBy!: Rel<Person>;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  remarks: string | null = null;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'One figure of a supply, frozen.' })
export class SuppliedFigure extends LabelledEntity {
  @Field(() => FigureSupply, { nullable: true })
  @ManyToOne(() => FigureSupply)
  @Listed('figures', 'In their order.')
  @InheritsLabel()
  supply!: Rel<FigureSupply>;

  @Field(() => Int)
  @Property({ type: 'integer' })
  place!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  value!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Hash of the approved report that it is from, for verifyStatisticsDocument; null where it was entered.',
  })
  @Property({ type: 'text', nullable: true })
  documentHash: string | null = null;
}
