import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { Person } from '../../access/person.entity.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';

/** By what somebody could read. */
export enum ReadingBasis {
  KEEPER = 'KEEPER',
  GRANT = 'GRANT',
  ROLE = 'ROLE',
}

registerTitledEnum(ReadingBasis, {
  name: 'ReadingBasis',
  description: 'By what somebody could read a file.',
  values: {
    KEEPER: { title: { en: 'Keeper', zh: '保管人' } },
    GRANT: { title: { en: 'Grant', zh: '授权' }, description: 'from an approved request, until it ends' },
    ROLE: { title: { en: 'Role', zh: '角色' } },
  },
});

/** Written by a trigger of the audit alone: what is recorded there as read is entered here. */
@Entity({ schema: 'records', tableName: 'reading', readonly: true })
@ObjectType({
  description:
    'An entry of the reading register (查阅登记): who read which classified file, when, and by what. From CONFIDENTIAL up; one for each request. What only the finding aid says is no reading.',
})
export class FileReading extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('readings', 'Who read it, and when (查阅登记).')
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => Person, { nullable: true, description: 'Who read it.' })
  @ManyToOne(() => Person)
  @Listed('fileReadings', 'Classified files that the person has read.')
  person!: Rel<Person>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  readAt!: Date;

  @Field(() => [String], { description: 'What of it, for example address and Contact.telephone.' })
  @Property({ type: 'text[]' })
  fields!: string[];

  @Field(() => ReadingBasis)
  @Enum({ items: () => ReadingBasis, columnType: 'text' })
  basis!: ReadingBasis;

  @Field(() => Date, { nullable: true, description: 'GRANT: since when the reading is permitted.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  grantedFrom: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'GRANT: when the permission ends or ended.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  grantedUntil: Date | null = null;

  @Field(() => ID, { description: 'The x-request-id of the request, also in the audit.' })
  @Property({ type: 'text' })
  requestId!: string;
}
