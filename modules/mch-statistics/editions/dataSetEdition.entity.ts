import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataSet } from '../forms/dataSet.entity.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'A form as it holds from a period on (报表版本). It stays as it was made, unless it is withdrawn before anything was entered on it; earlier periods keep theirs.',
})
export class DataSetEdition extends BaseEntity {
  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed('editions', 'Its editions; a period has the last one that is valid from its first day or earlier.')
  dataSet!: Rel<DataSet>;

  @Field(() => Int, { description: '1 for the first.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => String, { description: 'First day of the first period that has it, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  validFrom!: string;

  @Field(() => String, { nullable: true, description: 'Why the form was changed; null for the first.' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  madeBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn: it holds for no period.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  withdrawnAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  withdrawnBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawReason: string | null = null;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A line of an edition of a form.' })
export class DataSetLine extends BaseEntity {
  @Field(() => DataSetEdition, { nullable: true })
  @ManyToOne(() => DataSetEdition)
  @Listed('lines', 'Its lines.')
  edition!: Rel<DataSetEdition>;

  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  element!: Rel<DataElement>;

  @Field(() => String, { description: 'Heading under which it stands (表栏).' })
  @Property({ type: 'text' })
  section!: string;

  @Field(() => Int, { description: 'Counted over the whole form.' })
  @Property({ type: 'integer' })
  place!: number;

  @Field(() => Boolean, { description: 'The form is incomplete without it (必填).' })
  @Property({ type: 'boolean' })
  isRequired!: boolean;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'How a data element was worded before it was changed (数据元历史版本).' })
export class DataElementWording extends BaseEntity {
  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  @Listed('formerWordings', 'How it was worded before; reports of those periods show that.')
  element!: Rel<DataElement>;

  @Field(() => String, { description: 'It holds for periods that begin on this day or earlier, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  lastDay!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  definition: string | null = null;

  @Field(() => Float, { nullable: true })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)', nullable: true })
  minimum: number | null = null;

  @Field(() => Float, { nullable: true })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)', nullable: true })
  maximum: number | null = null;

  @Field(() => String, { description: 'Why it was changed.' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  changedBy!: Rel<Person>;
}
