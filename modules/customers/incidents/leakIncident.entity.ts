import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { LeakChannel, LeakFinding, LeakStatus } from './incident.enums.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description:
    'A leak of customer information, or a likely one (泄密事件). Seen by whoever reported it, the customer information supervisor, the customer service manager and the general manager. Its label is at least that of each file concerned.',
})
export class LeakIncident extends LabelledEntity {
  @Field(() => String, { description: 'Number of the incident (事件编号).' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => LeakChannel)
  @Enum({ items: () => LeakChannel, columnType: 'text' })
  channel!: LeakChannel;

  @Field(() => Boolean, { description: 'False: it is likely and not certain (可能泄露).' })
  @Property({ type: 'boolean' })
  certain!: boolean;

  @Field(() => String, { description: 'What became known to whom, and how.' })
  @Property({ type: 'text' })
  description!: string;

  @Field(() => Date, { description: 'When it was found; the clock for reporting runs from here.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  foundAt!: Date;

  @Field(() => Person, { nullable: true, description: 'Who found and reported it (报告人).' })
  @ManyToOne(() => Person)
  reporter!: Rel<Person>;

  @Field(() => LeakStatus)
  @Enum({ items: () => LeakStatus, columnType: 'text' })
  status: Opt<LeakStatus> = LeakStatus.REPORTED;

  @Field(() => String, { nullable: true, description: 'How it was seen to that nothing more becomes known.' })
  @Property({ type: 'text', nullable: true })
  containment: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  containedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  containedBy: Rel<Person> | null = null;

  @Field(() => LeakFinding, { nullable: true, description: 'What it turned out to be.' })
  @Enum({ items: () => LeakFinding, columnType: 'text', nullable: true })
  finding: LeakFinding | null = null;

  @Field(() => String, { nullable: true, description: 'Cause, damage and consequences, as found at the end.' })
  @Property({ type: 'text', nullable: true })
  conclusion: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  closedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Who closed it; never whoever reported it.' })
  @ManyToOne(() => Person, { nullable: true })
  closedBy: Rel<Person> | null = null;

  contain(by: Person, now: Date, containment: string): void {
    if (this.status !== LeakStatus.REPORTED)
      throw invalidState({
        en: `The incident ${this.number} is ${this.status} already. Add what else was done with addLeakMeasure.`,
        zh: `事件 ${this.number} 的状态已是“${zhOf(LeakStatus, this.status)}”。其他措施请用 addLeakMeasure 补记。`,
      });
    this.status = LeakStatus.CONTAINED;
    this.containment = containment;
    this.containedAt = now;
    this.containedBy = by;
  }

  close(by: Person, now: Date, finding: LeakFinding, conclusion: string): void {
    if (this.status !== LeakStatus.CONTAINED)
      throw invalidState({
        en: `The incident ${this.number} is ${this.status}. ${this.status === LeakStatus.CLOSED ? 'It is closed already; report anew if there is something new.' : 'Contain it first with containLeak.'}`,
        zh: `事件 ${this.number} 的状态为“${zhOf(LeakStatus, this.status)}”。${this.status === LeakStatus.CLOSED ? '已结案，如有新情况请另行报告。' : '请先用 containLeak 登记控制措施。'}`,
      });
    this.status = LeakStatus.CLOSED;
    this.finding = finding;
    this.conclusion = conclusion;
    this.closedAt = now;
    this.closedBy = by;
  }

  refuseWhenClosed(): void {
    if (this.status === LeakStatus.CLOSED)
      throw invalidState({
        en: `The incident ${this.number} is closed. Report anew if there is something new.`,
        zh: `事件 ${this.number} 已结案，如有新情况请另行报告。`,
      });
  }
}
