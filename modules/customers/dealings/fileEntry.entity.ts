import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';
import { MaterialSource } from './entrySource.js';
import { FileEntryKind, ReceptionLevel } from './fileEntry.enums.js';

/** Inserted and never changed: what was wrong is said by a further entry. */
@Entity({ schema: 'customers' })
@ObjectType({
  description:
    'Something entered into a customer file (档案记事): a contact, a letter, a trade, a major change. It is never changed; a correction is an entry of its own.',
})
@Seals({ fields: ['subject', 'text', 'sourceDetail', 'amount', 'currency'] })
export class FileEntry extends SealedEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('entries', 'Dealings, changes and contacts entered into the file (档案记事).')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => FileEntryKind)
  @Enum({ items: () => FileEntryKind, columnType: 'text' })
  kind!: FileEntryKind;

  @Field(() => String, { description: 'When it happened, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  occurredOn!: string;

  @Field(() => String, { description: 'What it was about; of a consultation, the contract.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  text: string | null = null;

  @Field(() => MaterialSource)
  @Enum({ items: () => MaterialSource, columnType: 'text' })
  source!: MaterialSource;

  @Field(() => String, { nullable: true, description: 'The source more closely: a paper, a person, a web address.' })
  @Property({ type: 'text', nullable: true })
  sourceDetail: string | null = null;

  @Field(() => Float, { nullable: true, description: 'Of a trade, in units of currency.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,2)', nullable: true })
  amount: number | null = null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, for example CNY.' })
  @Property({ type: 'text', nullable: true })
  currency: string | null = null;

  @Field(() => ReceptionLevel, { nullable: true, description: 'Of a reception.' })
  @Enum({ items: () => ReceptionLevel, columnType: 'text', nullable: true })
  receptionLevel: ReceptionLevel | null = null;

  @Field(() => Person, { nullable: true, description: 'Who had to do with the customer and entered it.' })
  @ManyToOne(() => Person)
  @Listed('fileEntries', 'What the person entered into customer files.')
  reportedBy!: Rel<Person>;

  @Field(() => Department, { nullable: true, description: 'The department of that person, to which it is reported.' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('fileEntries', 'Contacts of the department with customers (联系报告).')
  department: Rel<Department> | null = null;

  @Field(() => FileEntry, { nullable: true, description: 'The entry that this one corrects.' })
  @ManyToOne(() => FileEntry, { nullable: true })
  @Listed('corrections', 'The entry that corrects this one, if there is one.')
  corrects: Rel<FileEntry> | null = null;
}
