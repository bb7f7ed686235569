import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CopyContent } from './copies.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A labelled copy of the database or of the programs, and where it is kept (备份登记).' })
export class DatabaseCopy extends BaseEntity {
  @Field(() => CopyContent)
  @Enum({ items: () => CopyContent, columnType: 'text' })
  content!: CopyContent;

  @Field(() => String, { description: 'What is written on it (标签); no two copies have the same.' })
  @Property({ type: 'text' })
  marking!: string;

  @Field(() => String, { description: 'Where it is kept (存放地点).' })
  @Property({ type: 'text' })
  place!: string;

  @Field(() => String, { description: 'What it is on (介质), for example a disk.' })
  @Property({ type: 'text' })
  medium!: string;

  @Field(() => String, {
    description: 'SHA-256: of a backup the one that the command says and that stands at the end of the file.',
  })
  @Property({ type: 'text' })
  sum!: string;

  @Field(() => Date, { description: 'DATABASE: the moment whose state it holds. PROGRAMS: when it was registered.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  stateOf!: Date;

  @Field(() => String, { description: 'Version of the programs that it holds, or that made it.' })
  @Property({ type: 'text' })
  product!: string;

  @Field(() => Person, { nullable: true, description: 'Who registered it.' })
  @ManyToOne(() => Person)
  registeredBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'When it was last shown that it can be restored.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  verifiedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was found to be of no use; it counts no more.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  failedAt: Date | null = null;

  @Field(() => Int, { description: 'How often somebody tried.' })
  @Property({ type: 'integer' })
  verifications: Opt<number> = 0;

  @Field(() => String, { nullable: true, description: 'Last day on which it was kept, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  retiredOn: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  retireReason: string | null = null;

  refuseRetired(): void {
    if (this.retiredOn)
      throw invalidState({
        en: `The copy ${this.marking} is kept no more since ${this.retiredOn}.`,
        zh: `备份 ${this.marking} 已于 ${this.retiredOn} 停止保存。`,
      });
  }
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A trial whether a copy can be restored (恢复验证记录). Nobody changes or removes it.' })
export class CopyVerification extends BaseEntity {
  @Field(() => DatabaseCopy, { nullable: true })
  @ManyToOne(() => DatabaseCopy)
  @Listed('trials', 'Who tried when whether it can be restored.')
  copy!: Rel<DatabaseCopy>;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  passed!: boolean;

  @Field(() => String, { nullable: true, description: 'What went wrong; null where it passed.' })
  @Property({ type: 'text', nullable: true })
  failure: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  person!: Rel<Person>;
}
