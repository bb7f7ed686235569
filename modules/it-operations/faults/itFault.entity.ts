import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ItAsset } from '../assets/itAsset.entity.js';
import { MachineRoom } from '../room/machineRoom.entity.js';
import { FaultSeverity, FaultSource, FaultStatus } from './fault.enums.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'Something that does not work as it should (故障), from the report to its prevention.' })
export class ItFault extends LabelledEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  number!: string;

  @Field(() => ItAsset, { nullable: true, description: 'What failed, where it is one thing.' })
  @ManyToOne(() => ItAsset, { nullable: true })
  @Listed('faults', 'What went wrong with it.')
  asset: Rel<ItAsset> | null = null;

  @Field(() => MachineRoom, { nullable: true, description: 'The machine room, where it is about that.' })
  @ManyToOne(() => MachineRoom, { nullable: true })
  @Listed('faults', 'What went wrong in it.')
  room: Rel<MachineRoom> | null = null;

  @Field(() => FaultSource)
  @Enum({ items: () => FaultSource, columnType: 'text' })
  source!: FaultSource;

  @Field(() => FaultSeverity)
  @Enum({ items: () => FaultSeverity, columnType: 'text' })
  severity!: FaultSeverity;

  @Field(() => Boolean, { description: 'The asset did not serve meanwhile: it counts for the time between failures.' })
  @Property({ type: 'boolean' })
  stopsService!: boolean;

  @Field(() => String)
  @Property({ type: 'text' })
  description!: string;

  @Field(() => FaultStatus)
  @Enum({ items: () => FaultStatus, columnType: 'text' })
  status: Opt<FaultStatus> = FaultStatus.REPORTED;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  occurredAt!: Date;

  @Field(() => Person, { nullable: true, description: 'Null where a machine reported it.' })
  @ManyToOne(() => Person, { nullable: true })
  reportedBy: Rel<Person> | null = null;

  @Field(() => Person, { nullable: true, description: 'Who sees to it.' })
  @ManyToOne(() => Person, { nullable: true })
  @Listed('faultsHandled', 'Faults that the person sees or saw to.')
  handler: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'Why it was taken from whoever had it before.' })
  @Property({ type: 'text', nullable: true })
  takeOverReason: string | null = null;

  @Field(() => String, { nullable: true, description: 'How its effect was limited meanwhile (补救).' })
  @Property({ type: 'text', nullable: true })
  remedy: string | null = null;

  @Field(() => String, { nullable: true, description: 'How it was removed (排除).' })
  @Property({ type: 'text', nullable: true })
  removal: string | null = null;

  @Field(() => Date, { nullable: true, description: 'Since when it works again.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  restoredAt: Date | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  cause: string | null = null;

  @Field(() => String, { nullable: true, description: 'What is done against another one (防范).' })
  @Property({ type: 'text', nullable: true })
  prevention: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  closedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  closedAt: Date | null = null;

  take(by: Person): void {
    if (this.status !== FaultStatus.REPORTED && this.status !== FaultStatus.IN_WORK) throw over(this);
    Object.assign(this, { handler: by, status: FaultStatus.IN_WORK });
  }

  restore(at: Date, remedy: string, removal: string): void {
    if (this.status === FaultStatus.REPORTED)
      throw invalidState({
        en: `Nobody sees to ${this.number} yet. Take it with takeFault first.`,
        zh: `${this.number} 尚无人处理，请先用 takeFault 接手。`,
      });
    if (this.status !== FaultStatus.IN_WORK) throw over(this);
    Object.assign(this, { restoredAt: at, remedy, removal, status: FaultStatus.RESTORED });
  }

  close(by: Person, at: Date, cause: string, prevention: string): void {
    if (this.status !== FaultStatus.RESTORED)
      throw invalidState({
        en: `${this.number} is ${this.status}. It is closed once it is restored (restoreFault), and once.`,
        zh: `${this.number} 的状态为“${zhOf(FaultStatus, this.status)}”。须先恢复（restoreFault），且只能结案一次。`,
      });
    Object.assign(this, { closedBy: by, closedAt: at, cause, prevention, status: FaultStatus.CLOSED });
  }
}

const over = ({ number, status }: ItFault) =>
  invalidState({
    en: `${number} is ${status} already. Report anew if it is there again.`,
    zh: `${number} 已是“${zhOf(FaultStatus, status)}”。如再次出现，请另行报告。`,
  });
