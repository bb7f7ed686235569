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

export enum FileViolationKind {
  READ_WITHOUT_PERMISSION = 'READ_WITHOUT_PERMISSION',
  PASSED_ON = 'PASSED_ON',
  OTHER = 'OTHER',
}

registerTitledEnum(FileViolationKind, {
  name: 'FileViolationKind',
  values: {
    READ_WITHOUT_PERMISSION: { title: { en: 'Read without permission', zh: '未经授权查阅' } },
    PASSED_ON: { title: { en: 'Passed on', zh: '外传' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

@Entity({ schema: 'customers' })
@ObjectType({ description: 'A violation of the rules for a customer file, and what was decided about it (违规追究).' })
@Seals({ fields: ['description', 'decision'], under: 'own' })
export class FileViolation extends SealedEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('violations', 'Violations of the rules for the file (违规追究).')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => FileViolationKind)
  @Enum({ items: () => FileViolationKind, columnType: 'text' })
  kind!: FileViolationKind;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  occurredOn!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  description!: string;

  @Field(() => Person, { nullable: true, description: 'Who is said to have done it, if that is known.' })
  @ManyToOne(() => Person, { nullable: true })
  accused: Rel<Person> | null = null;

  /** Then the sales director decides. */
  @Property({ type: 'boolean' })
  accusesManager!: boolean;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  reportedBy!: Rel<Person>;

  @Field(() => String, { nullable: true, description: 'What was found and what follows; null while it is open.' })
  @Property({ type: 'text', nullable: true })
  decision: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  decidedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  decidedAt: Date | null = null;

  decide(decision: string, by: Person, now: Date): void {
    if (this.decidedAt) throw invalidState({ en: 'It is decided already.', zh: '该违规已有处理决定。' });
    Object.assign(this, { decision, decidedBy: by, decidedAt: now });
  }
}
