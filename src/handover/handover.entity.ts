import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Department } from '../access/department.entity.js';
import { Person } from '../access/person.entity.js';
import { invalidState } from '../errors.js';
import { registerTitledEnum } from '../languages/enumTitles.js';
import { Listed } from '../reading/decorators.js';

export enum HandoverReason {
  LEAVES = 'LEAVES',
  MOVES = 'MOVES',
}

registerTitledEnum(HandoverReason, {
  name: 'HandoverReason',
  values: {
    LEAVES: { title: { en: 'Leaves the enterprise', zh: '离职' } },
    MOVES: { title: { en: 'Moves to another post', zh: '调岗' } },
  },
});

@Entity({ schema: 'handover' })
@ObjectType({
  description:
    'What somebody who moves or leaves hands over (移交): to named successors, who receive it, and signed by the head of the department.',
})
export class Handover extends BaseEntity {
  @Field(() => Person, { nullable: true, description: 'Who moves or leaves.' })
  @ManyToOne(() => Person)
  @Listed('handovers', 'What the person handed over (移交).')
  person!: Rel<Person>;

  @Field(() => Department, { nullable: true, description: 'Whose head signs.' })
  @ManyToOne(() => Department)
  @Listed('handovers', 'Handovers of people of the department.')
  department!: Rel<Department>;

  @Field(() => HandoverReason)
  @Enum({ items: () => HandoverReason, columnType: 'text' })
  reason!: HandoverReason;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  begunBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'When it was declared that nothing is held any more.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  declaredAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'The head of the department who signed.' })
  @ManyToOne(() => Person, { nullable: true })
  signedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true, description: 'From then on the person may leave; null while it goes on.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  signedAt: Date | null = null;

  /** @throws INVALID_STATE when it is signed */
  goesOn(): void {
    if (this.signedAt) throw invalidState({ en: 'The handover is signed already.', zh: '该移交已签字完成。' });
  }
}
