import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { CopyKind } from './copies.enums.js';

@Entity({ schema: 'records', tableName: 'copy' })
@ObjectType({
  description: 'An entry of the register of copies and excerpts (复制、摘抄登记): who allowed it, and for whom.',
})
export class FileCopy extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('copies', 'Copies and excerpts that were allowed.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => CopyKind)
  @Enum({ items: () => CopyKind, columnType: 'text' })
  kind!: CopyKind;

  @Field(() => String, { description: 'What was copied, for example pages 3 to 5.' })
  @Property({ type: 'text' })
  part!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  copies!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  purpose!: string;

  @Field(() => Person, { nullable: true, description: 'Who got it.' })
  @ManyToOne(() => Person)
  receiver!: Rel<Person>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  allowedBy!: Rel<Person>;
}
