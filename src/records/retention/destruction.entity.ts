import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { invalidState } from '../../errors.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';

export enum DestructionStatus {
  ORDERED = 'ORDERED',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}

registerTitledEnum(DestructionStatus, {
  name: 'DestructionStatus',
  values: {
    ORDERED: { title: { en: 'Ordered', zh: '待销毁' }, description: 'waits for its two witnesses' },
    DONE: { title: { en: 'Done', zh: '已销毁' } },
    CANCELLED: { title: { en: 'Cancelled', zh: '已取消' } },
  },
});

@Entity({ schema: 'records' })
@ObjectType({
  description:
    'The destruction of a file (销毁). It happens when the second of its two witnesses signs. The certificate is at GET /records/destructions/<id>/certificate.pdf.',
})
export class Destruction extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('destructions', 'Its destruction, and those that were cancelled.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => DestructionStatus)
  @Enum({ items: () => DestructionStatus, columnType: 'text' })
  status: Opt<DestructionStatus> = DestructionStatus.ORDERED;

  @Field(() => String, { description: 'File number.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'Code of the retention class by which it is destroyed.' })
  @Property({ type: 'text' })
  retentionClass!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  /** No relation: whoever writes the row need not see the request. */
  @Field(() => ID, { description: 'The approved request that it follows; see approvalRequest.' })
  @Property({ type: 'uuid' })
  requestId!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  orderedBy!: Rel<Person>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  firstWitness!: Rel<Person>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  secondWitness!: Rel<Person>;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  firstSignedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  secondSignedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  doneAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the certificate (销毁证明), hexadecimal.' })
  @Property({ type: 'text', nullable: true })
  certificateHash: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  cancelReason: string | null = null;

  /** @throws INVALID_STATE when it is done or cancelled */
  stillOrdered(): void {
    if (this.status !== DestructionStatus.ORDERED)
      throw invalidState({
        en: 'This destruction is done or cancelled already.',
        zh: '此次销毁已完成或已取消。',
      });
  }

  cancel(reason: string): void {
    this.stillOrdered();
    Object.assign(this, { status: DestructionStatus.CANCELLED, cancelReason: reason });
  }
}
