import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Person } from '../../access/person.entity.js';
import type { Published } from './published.js';

/** Never changed: a correction is a release of its own. */
@Entity({ schema: 'releases' })
@ObjectType({
  description:
    'Figures that a module released to the public (公开发布), without what would tell of few people. It stays as it was released and can be cited by its number.',
})
export class PublicRelease extends BaseEntity {
  @Field(() => String, { description: 'To cite it by, for example mch-statistics/2026/3.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'Name of the module that released it.' })
  @Property({ type: 'text' })
  series!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Int, { description: 'Counts below it are withheld.' })
  @Property({ type: 'integer' })
  threshold!: number;

  @Field(() => GraphQLJSON, {
    description:
      'The tables cell by cell and the rates: { tables: [{ measure, dimensions, cells: [{ at, count, why }] }], rates }. A count of null says why: withheld, or why there is none.',
  })
  @Property({ type: 'json', columnType: 'jsonb' })
  content!: Published;

  @Field(() => String, {
    description:
      'SHA-256, hexadecimal, of number, series, title, threshold, corrects (a number or null) and content as canonical JSON (RFC 8785).',
  })
  @Property({ type: 'text' })
  hash!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  releasedBy!: Rel<Person>;

  @Field(() => PublicRelease, { nullable: true, description: 'The release that it corrects.' })
  @ManyToOne(() => PublicRelease, { nullable: true })
  corrects: Rel<PublicRelease> | null = null;
}
