import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Department } from '../access/department.entity.js';
import { Person } from '../access/person.entity.js';
import { ApprovalAct } from './approvalEnums.js';
import { ApprovalRequest } from './approvalRequest.entity.js';

interface Ref {
  id: string;
}

@ObjectType({ description: 'One field of the form of a request.' })
export class ApprovalFormEntry {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'As text; lists and objects as JSON.' })
  value!: string | null;
}

@ObjectType({ description: 'Somebody whom a step asks: whoever holds a role, or one person.' })
export class ApprovalSigner {
  @Field(() => ID)
  taskId!: string;

  @Field(() => String, { nullable: true })
  role!: string | null;

  @Field(() => Department, {
    nullable: true,
    description: 'In or above which the role has to be held; null: anywhere.',
  })
  department!: Ref | null;

  @Field(() => Person, { nullable: true, description: 'Somebody by name.' })
  person!: Ref | null;

  @Field(() => Boolean, { description: 'The request waits for it now.' })
  isOpen!: boolean;

  @Field(() => Boolean, {
    description:
      'It waits, and nobody is left who could decide: nobody cleared holds the role, or only the applicant does.',
  })
  nobodyLeft!: boolean;

  @Field(() => Date, { nullable: true })
  dueAt!: Date | null;

  @Field(() => Person, { nullable: true, description: 'Who approved.' })
  approvedBy!: Ref | null;

  @Field(() => Person, { nullable: true, description: 'In whose place, by delegation (代).' })
  approvedFor!: Ref | null;

  @Field(() => Date, { nullable: true })
  approvedAt!: Date | null;
}

@ObjectType({ description: 'The version of a policy that a request keeps to.' })
export class PinnedPolicy {
  @Field(() => ID)
  policy!: string;

  @Field(() => Int)
  number!: number;
}

@ObjectType('ApprovalStep', { description: 'A step of a request, as the request began with it.' })
export class ApprovalStepType {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'The clause that asks for it.' })
  clause!: string;

  @Field(() => ApprovalAct)
  act!: ApprovalAct;

  @Field(() => Boolean, { description: 'All signers have to approve (会签); otherwise the first decides (或签).' })
  needsAll!: boolean;

  @Field(() => Boolean, { description: 'False: left out, as things are, because its condition does not hold.' })
  applies!: boolean;

  @Field(() => Boolean)
  isComplete!: boolean;

  @Field(() => Person, { nullable: true, description: 'Who asked for it beside the definition (加签).' })
  addedBy!: Ref | null;

  @Field(() => [ApprovalSigner])
  signers!: ApprovalSigner[];
}

@ObjectType({ description: 'Why one of several decisions was not taken.' })
export class DecisionError {
  @Field(() => String, { description: 'As in the extensions of an error, for example FORBIDDEN.' })
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String, { nullable: true })
  clause!: string | null;

  @Field(() => String, { nullable: true, description: 'What to do, and whom to ask.' })
  remedy!: string | null;
}

@ObjectType({ description: 'How one of several decisions ended.' })
export class DecidedApproval {
  @Field(() => ID)
  taskId!: string;

  @Field(() => ApprovalRequest, { nullable: true, description: 'As it is now; null where nothing was decided.' })
  request!: Ref | null;

  @Field(() => DecisionError, { nullable: true })
  error!: DecisionError | null;
}
