import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { CarriageKind } from './copies.enums.js';

@Entity({ schema: 'records' })
@ObjectType({
  description:
    'A file that a named person received, sent, passed on or carried out (收发、传递、外出携带), with the safety measures.',
})
export class Carriage extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('carriages', 'By whom it was received, sent, passed on or carried out.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => CarriageKind)
  @Enum({ items: () => CarriageKind, columnType: 'text' })
  kind!: CarriageKind;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  carriedBy!: Rel<Person>;

  @Field(() => String, { description: 'Where from, or where to.' })
  @Property({ type: 'text' })
  place!: string;

  @Field(() => String, { description: 'What keeps it safe on the way (安全措施).' })
  @Property({ type: 'text' })
  measures!: string;
}
