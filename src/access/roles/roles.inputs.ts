import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf, Satisfies } from '../../graphql/inputChecks.js';
import type { Message } from '../../languages/message.js';

const endsAfterItBegins = (until: Date | null, { validFrom }: AssignRoleInput): Message | null =>
  until && validFrom && until <= validFrom
    ? { en: 'Give a moment after validFrom.', zh: '请给出晚于 validFrom 的时间。' }
    : null;

@InputType({ description: 'A role for a person in a department, from a moment until another.' })
export class AssignRoleInput {
  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'One of those that roles lists.' })
  @Characters(0, 100)
  role!: string;

  @Field(() => ID, { description: 'Where the role is held; it reaches all departments below too.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => Date, { nullable: true, description: 'In force from this moment on; now, unless a later one is given.' })
  validFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Not in force from this moment on; left out: without an end.' })
  @Satisfies(endsAfterItBegins)
  validUntil?: Date | null;
}

@ArgsType()
export class EndRoleArgs {
  @Field(() => ID, { description: 'Id of the role assignment.' })
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => Date, { nullable: true, description: 'When it ends: now, unless a later moment is given.' })
  at?: Date | null;
}
