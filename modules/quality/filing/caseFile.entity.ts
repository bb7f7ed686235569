import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DefectCause } from '../feedback.enums.js';
import { FeedbackForm } from '../feedbackForm.entity.js';

@Entity({ schema: 'quality' })
@ObjectType({
  description: 'A closed case as it went on file (结案归档). The archive keeps its file under the same id.',
})
@Seals({ fields: ['conclusion'], under: 'own' })
export class CaseFile extends SealedEntity {
  @Field(() => FeedbackForm, { nullable: true })
  @ManyToOne(() => FeedbackForm)
  @Listed('caseFiles', 'What went on file when the case was closed (归档).')
  @InheritsLabel()
  form!: Rel<FeedbackForm>;

  @Field(() => String, { description: 'Number of the case in the ledger.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'Product and lot.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => DefectCause)
  @Enum({ items: () => DefectCause, columnType: 'text' })
  category!: DefectCause;

  @Field(() => Department, { nullable: true, description: 'The department that was responsible.' })
  @ManyToOne(() => Department, { nullable: true })
  department: Rel<Department> | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'What quality inspection concluded (结案意见). Null once the file is destroyed.',
  })
  @Property({ type: 'text', nullable: true })
  conclusion!: string | null;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  filedOn!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  filedBy!: Rel<Person>;
}
