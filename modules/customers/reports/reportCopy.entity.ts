import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ReportCopyKind } from './reportEnums.js';
import { StatisticalReport } from './statisticalReport.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({ description: 'An entry in the register of copies (印制、保管、发放登记) of a report.' })
export class ReportCopy extends LabelledEntity {
  @Field(() => StatisticalReport, { nullable: true })
  @ManyToOne(() => StatisticalReport)
  @Listed('copies', 'Copies that were printed, kept and handed out.')
  @InheritsLabel()
  report!: Rel<StatisticalReport>;

  @Field(() => ReportCopyKind)
  @Enum({ items: () => ReportCopyKind, columnType: 'text' })
  kind!: ReportCopyKind;

  @Field(() => Int)
  @Property({ type: 'integer' })
  copies!: number;

  @Field(() => String, { nullable: true, description: 'Where copies are kept.' })
  @Property({ type: 'text', nullable: true })
  place: string | null = null;

  @Field(() => Person, { nullable: true, description: 'To whom copies were handed out.' })
  @ManyToOne(() => Person, { nullable: true })
  receiver: Rel<Person> | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  enteredBy!: Rel<Person>;
}
