import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A department that gets guidance in information work in each period (业务指导科室).' })
export class GuidedDepartment extends LabelledEntity {
  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('guidance', 'Since when it gets guidance.')
  department!: Rel<Department>;

  @Field(() => String, {
    description:
      'How often it was to be visited when it was added: quarter, halfYear or year. A changed setting holds when the running period is over; its duties say so.',
  })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; null while it gets guidance.' })
  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  refuseEnded(): void {
    if (this.endedOn)
      throw invalidState({
        en: `It gets no guidance since ${this.endedOn}. Add it again with addGuidedDepartment.`,
        zh: `该科室自 ${this.endedOn} 起不在指导范围，请用 addGuidedDepartment 重新加入。`,
      });
  }
}
