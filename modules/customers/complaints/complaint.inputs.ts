import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { ComplaintKind } from './complaint.enums.js';

const department = { en: 'department', zh: '部门' };

/** P04.A08 (7.2): production helps with what is about quality. */
const kindProblem = (kind: ComplaintKind, input: ReceiveComplaintInput): Message | null =>
  kind === ComplaintKind.QUALITY && !(input.product?.trim() && input.assistingDepartmentId)
    ? {
        en: 'For a quality complaint give product and assistingDepartmentId (production).',
        zh: '质量投诉须填写 product 和 assistingDepartmentId（生产部门）。',
      }
    : null;

@InputType({ description: 'What a customer complains of (客户投诉).' })
export class ReceiveComplaintInput {
  @Field(() => ID)
  @IdOf({ en: 'customer', zh: '客户' })
  customerId!: string;

  @Field(() => ComplaintKind)
  @Satisfies(kindProblem)
  kind!: ComplaintKind;

  @Field(() => String, { description: 'Who complains, on the side of the customer.' })
  @Characters(1, 100)
  complainant!: string;

  @Field(() => String, { nullable: true, description: 'Telephone or address under which the answer reaches them.' })
  @Characters(0, 200)
  reachedAt?: string | null;

  @Field(() => String, { description: 'What they complain of.' })
  @Characters(1, 5000)
  report!: string;

  @Field(() => String, { nullable: true, description: 'Product and model.' })
  @Characters(0, 200)
  product?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 100)
  lot?: string | null;

  @Field(() => Date, { nullable: true, description: 'When they complained; now unless given, never in the future.' })
  complainedAt?: Date | null;

  @Field(() => ID, { nullable: true, description: 'The department that handles it; yours unless given.' })
  @IdOf(department)
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Production, for a quality complaint.' })
  @IdOf(department)
  assistingDepartmentId?: string | null;
}

@ArgsType()
class ComplaintArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;
}

@ArgsType()
export class TakeComplaintArgs extends ComplaintArgs {}

@ArgsType()
export class AssistComplaintArgs extends ComplaintArgs {
  @Field(() => String, { description: 'What production found and contributes.' })
  @Characters(1, 5000)
  assistance!: string;
}

@InputType({ description: 'How a complaint was handled and what is to become of it (处理结果).' })
export class ComplaintResultInput {
  @Field(() => String, { description: 'What was found, and what the customer gets.' })
  @Characters(1, 5000)
  result!: string;
}

@ArgsType()
export class ProposeComplaintResultArgs extends ComplaintArgs {
  @Field(() => ComplaintResultInput)
  @ValidateNested()
  input!: ComplaintResultInput;
}

@ArgsType()
export class AnswerComplaintArgs extends ComplaintArgs {
  @Field(() => String, { description: 'What the customer was told, when and on which way.' })
  @Characters(1, 5000)
  answer!: string;
}
