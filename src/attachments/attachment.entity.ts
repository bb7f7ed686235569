import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../access/entity.js';
import { Person } from '../access/person.entity.js';

@Entity({ schema: 'attachments' })
@ObjectType({
  description:
    'A file that a record holds (附件). Whoever sees the record sees it, and nobody else; label, compartments and keeper are those of the record. Its content leaves by downloadLink.',
})
export class Attachment extends LabelledEntity {
  @Field(() => String, { description: 'Type of the record.' })
  @Property({ type: 'text' })
  recordType!: string;

  @Field(() => ID, { description: 'Id of the record.' })
  @Property({ type: 'uuid' })
  recordId!: string;

  @Field(() => String, { description: 'As it was called when it was attached.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'Media type, by its bytes and not by its name.' })
  @Property({ type: 'text' })
  mediaType!: string;

  @Field(() => Float, { description: 'In bytes.' })
  @Property({ type: 'double' })
  size!: number;

  @Field(() => String, { description: 'SHA-256 of the content, hexadecimal; compared at each download.' })
  @Property({ type: 'text' })
  checksum!: string;

  /** SHA-256 of what lies in the data directory, for backups, which have no key. */
  @Property({ type: 'text' })
  sealedChecksum!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  attachedBy!: Rel<Person>;
}
