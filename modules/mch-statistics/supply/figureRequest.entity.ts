import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A department asks for figures by a day (数据申请).' })
export class FigureRequest extends LabelledEntity {
  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('figureRequests', 'Figures that it asked for.')
  department!: Rel<Department>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('figureRequests', 'Figures that the person asked for.')
  requestedBy!: Rel<Person>;

  @Field(() => String)
  @Property({ type: 'text' })
  wanted!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; supplied by the end of this day it is in time.' })
  @Property({ type: 'date' })
  neededOn!: string;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  suppliedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  withdrawnAt: Date | null = null;

  /** @throws INVALID_STATE once it is supplied or withdrawn */
  refuseClosed(): void {
    if (this.suppliedAt || this.withdrawnAt)
      throw invalidState({
        en: 'The request is supplied or withdrawn. Ask again with requestFigures.',
        zh: '该申请已提供数据或已撤回，请用 requestFigures 重新申请。',
      });
  }
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'Figures that a department gets every month (定期供数).' })
export class FigureSubscription extends LabelledEntity {
  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('figureSubscriptions', 'Figures that it gets every month.')
  department!: Rel<Department>;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Int, { description: 'Supplied so many days after the end of the month at the latest.' })
  @Property({ type: 'integer' })
  days!: number;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; null while it goes on.' })
  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  refuseEnded(): void {
    if (this.endedOn)
      throw invalidState({
        en: `It ended on ${this.endedOn}. Begin another with subscribeFigures.`,
        zh: `该定期供数已于 ${this.endedOn} 终止，请用 subscribeFigures 另行设立。`,
      });
  }
}
