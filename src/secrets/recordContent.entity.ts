import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../access/entity.js';
import { InheritsLabel } from '../access/inheritsLabel.js';
import { Person } from '../access/person.entity.js';
import { Listed } from '../reading/decorators.js';
import { ArchiveFile } from '../records/archiveFile.entity.js';

@Entity({ schema: 'secrets', tableName: 'content' })
@ObjectType({
  description:
    'Something written in a file (档案内容). It is kept encrypted under a key of the file, and each reading is recorded.',
})
export class RecordContent extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('contents', 'What is written in the file; empty after its destruction.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Property({ type: 'text', hidden: true })
  sealedTitle!: string;

  @Property({ type: 'text', hidden: true })
  sealedText!: string;

  @Field(() => Int, { description: 'Size of the text in bytes of UTF-8.' })
  @Property({ type: 'integer' })
  bytes!: number;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  writtenBy!: Rel<Person>;
}
