import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';

export enum SectionWork {
  IN_CHARGE = 'IN_CHARGE',
  COLLECTION = 'COLLECTION',
  ORDERING = 'ORDERING',
  ANALYSIS = 'ANALYSIS',
  USE = 'USE',
}

registerTitledEnum(SectionWork, {
  name: 'SectionWork',
  description: 'What the information section does, and who is in charge of it.',
  values: {
    IN_CHARGE: { title: { en: 'Vice president in charge', zh: '分管副院长' } },
    COLLECTION: { title: { en: 'Collection', zh: '信息搜集' } },
    ORDERING: { title: { en: 'Ordering', zh: '整理加工' } },
    ANALYSIS: { title: { en: 'Analysis', zh: '分析研究' } },
    USE: { title: { en: 'Use', zh: '综合利用' } },
  },
});

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'Who is responsible for what in the information section (信息科分工).' })
export class SectionTask extends LabelledEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('sectionTasks', 'What the person is responsible for in the information section.')
  person!: Rel<Person>;

  @Field(() => SectionWork)
  @Enum({ items: () => SectionWork, columnType: 'text' })
  work!: SectionWork;

  @Field(() => String, { description: 'First day, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  since!: string;

  @Field(() => String, { nullable: true, description: 'Last day; null while it goes on.' })
  @Property({ type: 'date', nullable: true })
  until: string | null = null;

  refuseEnded(): void {
    if (this.until)
      throw invalidState({ en: `It ended on ${this.until} already.`, zh: `该分工已于 ${this.until} 终止。` });
  }
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A member of the section undertook in a year to keep information secret (保密承诺).' })
export class SecrecyUndertaking extends LabelledEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('secrecyUndertakings', 'Years in which the person undertook to keep information secret.')
  person!: Rel<Person>;

  @Field(() => Int)
  @Property({ type: 'integer' })
  year!: number;

  @Field(() => String, { description: 'What was undertaken, in the words of then.' })
  @Property({ type: 'text' })
  text!: string;
}
