import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Survey } from './survey.entity.js';
import { SurveyInvitation } from './surveyInvitation.entity.js';

/** Read by the analysis alone, never on its own: a reply is anonymous among those of its group. It points to the invitation so that its label follows the customer's. */
@Entity({ schema: 'customers', readonly: true })
@ObjectType()
export class SurveyReply extends LabelledEntity {
  @ManyToOne(() => Survey)
  survey!: Rel<Survey>;

  @ManyToOne(() => SurveyInvitation)
  @InheritsLabel()
  invitation!: Rel<SurveyInvitation>;

  /** Of the customer when it replied. */
  @ManyToOne(() => Department)
  department!: Rel<Department>;

  /** Of the customer when it replied. */
  @Property({ type: 'text' })
  customerKind!: string;

  /** By id of the question: a number or a text. */
  @Property({ type: 'json', columnType: 'jsonb' })
  answers!: Record<string, number | string>;
}
