import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ScreeningVerdict } from '../../../src/screening/screening.enums.js';
import type { Screening } from '../../../src/screening/screening.types.js';
import { ItemVersion } from '../items/itemVersion.entity.js';

export enum ScreeningOccasion {
  SUBMISSION = 'SUBMISSION',
  ACCEPTANCE = 'ACCEPTANCE',
  PUBLICATION = 'PUBLICATION',
}

registerTitledEnum(ScreeningOccasion, {
  name: 'ScreeningOccasion',
  description: 'Why a version was screened.',
  values: {
    SUBMISSION: { title: { en: 'Submission', zh: '报送' } },
    ACCEPTANCE: { title: { en: 'Acceptance', zh: '复核' }, description: 'a reviewer says why what was found may stay' },
    PUBLICATION: { title: { en: 'Publication', zh: '发布' } },
  },
});

/** What is kept of a screening as it is. */
export type Findings = Pick<Screening, 'lists' | 'words' | 'personalData'>;

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'What screening found in a version before its review and before its publication (内容筛查记录). Added and never changed, but for the reason of the reviewer.',
})
export class VersionScreening extends LabelledEntity {
  @Field(() => ItemVersion, { nullable: true })
  @ManyToOne(() => ItemVersion)
  @Listed('screenings', 'What screening found in it; not for the public.')
  @InheritsLabel()
  itemVersion!: Rel<ItemVersion>;

  /** The item's, for the rules. */
  @ManyToOne(() => Department)
  unit!: Rel<Department>;

  @Field(() => ScreeningOccasion)
  @Enum({ items: () => ScreeningOccasion, columnType: 'text' })
  occasion!: ScreeningOccasion;

  @Field(() => ScreeningVerdict)
  @Enum({ items: () => ScreeningVerdict, columnType: 'text' })
  verdict!: ScreeningVerdict;

  @Field(() => Boolean, { description: 'There is more than is listed.' })
  @Property({ type: 'boolean' })
  truncated!: boolean;

  @Property({ type: 'json', columnType: 'jsonb' })
  findings!: Findings;

  @Field(() => [String], {
    description:
      'Names of files that no text could be read from: .doc, pictures, damaged or protected ones. Look at them.',
  })
  @Property({ type: 'text[]' })
  unread!: string[];

  @Field(() => String, { nullable: true, description: 'Why a reviewer lets stay what was found.' })
  @Property({ type: 'text', nullable: true })
  reason: Opt<string> | null = null;

  @Field(() => Person, { nullable: true, description: 'The reviewer who does.' })
  @ManyToOne(() => Person, { nullable: true })
  acceptedBy: Rel<Person> | null = null;
}
