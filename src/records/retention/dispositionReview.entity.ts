import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';

export enum ReviewDecision {
  DESTROY = 'DESTROY',
  RETAIN = 'RETAIN',
}

registerTitledEnum(ReviewDecision, {
  name: 'ReviewDecision',
  description: 'What a review at the end of retention decides (鉴定).',
  values: {
    DESTROY: { title: { en: 'Destroy', zh: '销毁' }, description: 'it has no further value' },
    RETAIN: { title: { en: 'Retain', zh: '续存' }, description: 'in another retention class' },
  },
});

@Entity({ schema: 'records' })
@ObjectType({ description: 'What somebody decided about a file whose retention had ended, and why (鉴定意见).' })
export class DispositionReview extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('reviews', 'Reviews at the end of retention.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => ReviewDecision)
  @Enum({ items: () => ReviewDecision, columnType: 'text' })
  decision!: ReviewDecision;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => String, { description: 'Class of the file before it.' })
  @Property({ type: 'text' })
  formerClass!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  decidedBy!: Rel<Person>;
}
