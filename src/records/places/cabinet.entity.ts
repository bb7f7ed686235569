import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';

@Entity({ schema: 'records' })
@ObjectType({
  description:
    'A cabinet for files of one kind (档案柜). Its label bounds what stands in it; one of SECRET or above holds nothing below, and only files of its own keeper.',
})
export class Cabinet extends LabelledEntity {
  @Field(() => String, { description: 'Given by the platform; first part of the shelf marks.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'What is written on it, and where it stands.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'Type of the records whose files it holds, for example Customer.' })
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  shelves!: number;

  @Field(() => Int, { description: 'Places on each shelf.' })
  @Property({ type: 'integer' })
  positions!: number;
}
