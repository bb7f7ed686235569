import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { ReportSchedule } from './reportEnums.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description:
    'A statistical report of the register that is produced again and again (统计报表). What it counts stands in its editions.',
})
export class ReportDefinition extends LabelledEntity {
  @Field(() => String, { description: 'Title of the edition in force; before, of the one that was asked for.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it is needed for (用途).' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => Department, {
    nullable: true,
    description: 'The department that asked for it and sees what is issued; null for one of customer service itself.',
  })
  @ManyToOne(() => Department, { nullable: true })
  department: Rel<Department> | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  requestedBy!: Rel<Person>;

  @Field(() => ReportSchedule, { nullable: true, description: 'Null for one that is compiled when it is needed.' })
  @Enum({ items: () => ReportSchedule, columnType: 'text', nullable: true })
  schedule: ReportSchedule | null = null;

  @Field(() => Int, { nullable: true, description: 'How many days after the end of a period it has to be issued.' })
  @Property({ type: 'integer', nullable: true })
  dueDays: number | null = null;

  @Field(() => Label, {
    description:
      'The highest label of the customers that it counts. From SECRET up those alone whose keeper compiles the report.',
  })
  @Enum({ items: () => Label, columnType: 'access.label' })
  upTo!: Label;

  @Field(() => Int, { nullable: true, description: 'Number of the edition in force; null until it is approved.' })
  @Property({ type: 'integer', nullable: true })
  edition: number | null = null;

  @Field(() => Date, { nullable: true, description: 'Not produced any more from then on.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  endedAt: Date | null = null;

  /** The number of its edition. @throws INVALID_STATE before the approval and after its end */
  inForce(): number {
    if (this.endedAt)
      throw invalidState({
        en: 'The report was ended. Define or ask for a new one.',
        zh: '该报表已停止编制，请另行设立或申请。',
      });
    if (this.edition === null)
      throw invalidState({
        en: 'The report is not approved yet: the customer service manager reviews it and the general manager approves it (P01.A10).',
        zh: '该报表尚未批准：须经客户服务部经理审查同意，并经总经理批准（P01.A10）。',
      });
    return this.edition;
  }
}
