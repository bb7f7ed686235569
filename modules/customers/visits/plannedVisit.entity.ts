import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { invalidState } from '../../../src/errors.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';

export enum VisitKind {
  FESTIVAL = 'FESTIVAL',
  EVENT = 'EVENT',
  IRREGULAR = 'IRREGULAR',
}

registerTitledEnum(VisitKind, {
  name: 'VisitKind',
  values: {
    FESTIVAL: { title: { en: 'At a festival', zh: '节日拜访' } },
    EVENT: { title: { en: 'At an event', zh: '重要活动拜访' } },
    IRREGULAR: { title: { en: 'Irregular', zh: '日常拜访' } },
  },
});

@Entity({ schema: 'customers' })
@ObjectType({ description: 'A visit to a customer that is planned to keep up the relationship (客户关系维护).' })
@Seals({ fields: ['occasion'] })
export class PlannedVisit extends SealedEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('plannedVisits', 'Visits that are or were planned.')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => VisitKind)
  @Enum({ items: () => VisitKind, columnType: 'text' })
  kind!: VisitKind;

  @Field(() => String, { description: 'The festival, the event, or what is to be talked about.' })
  @Property({ type: 'text' })
  occasion!: string;

  @Field(() => String, { description: 'Due on this day, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  plannedOn!: string;

  @Field(() => Person, { nullable: true, description: 'Who has to make it.' })
  @ManyToOne(() => Person)
  @Listed('plannedVisits', 'Visits that the person has or had to make.')
  responsible!: Rel<Person>;

  @Field(() => String, { nullable: true, description: 'When it was made, YYYY-MM-DD; what came of it is in entries.' })
  @Property({ type: 'date', nullable: true })
  visitedOn: string | null = null;

  record(on: string): void {
    if (this.visitedOn)
      throw invalidState({
        en: 'This visit is recorded already. Add what is missing with addFileEntry.',
        zh: '该次拜访已有记录，补充内容请用 addFileEntry。',
      });
    this.visitedOn = on;
  }
}
