import { ArrayMaxSize, ArrayMinSize, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, IdOf, says } from '../graphql/inputChecks.js';
import { ApprovalStatus, ApprovalVerdict, SignerPlace } from './approvalEnums.js';

const person = { en: 'person', zh: '人员' };
const task = { en: 'task', zh: '待办' };
const most = 100;

@InputType({ description: 'What I decide on one task of my inbox.' })
export class DecideApprovalInput {
  @Field(() => ID)
  @IdOf(task)
  taskId!: string;

  @Field(() => ApprovalVerdict)
  verdict!: ApprovalVerdict;

  @Field(() => String, { nullable: true, description: 'At most 2 000 characters; needed to refuse.' })
  @Characters(0, 2000)
  comment?: string | null;
}

const passwordField = { nullable: true, description: 'Needed where a step is signed or sealed.' } as const;

@ArgsType()
export class DecideApprovalArgs {
  @Field(() => DecideApprovalInput)
  @ValidateNested()
  input!: DecideApprovalInput;

  @Field(() => String, passwordField)
  @Characters(0, 1000)
  password?: string | null;
}

@ArgsType()
export class DecideApprovalsArgs {
  @Field(() => [DecideApprovalInput], { description: 'At most 100.' })
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '至少一项。' }))
  @AtMost(most)
  @ValidateNested({ each: true })
  inputs!: DecideApprovalInput[];

  @Field(() => String, passwordField)
  @Characters(0, 1000)
  password?: string | null;
}

@ArgsType()
export class ReturnApprovalArgs {
  @Field(() => ID)
  @IdOf(task)
  taskId!: string;

  @Field(() => String, { nullable: true, description: 'Name of an earlier step; left out: to the applicant.' })
  @Characters(1, 100)
  toStep?: string | null;

  @Field(() => String, { description: 'What is to be mended.' })
  @Characters(1, 2000)
  comment!: string;
}

@ArgsType()
export class AddApprovalSignerArgs {
  @Field(() => ID)
  @IdOf(task)
  taskId!: string;

  @Field(() => ID)
  @IdOf(person)
  personId!: string;

  @Field(() => SignerPlace)
  place!: SignerPlace;

  @Field(() => String, { nullable: true })
  @Characters(0, 2000)
  comment?: string | null;
}

@ArgsType()
export class ChangeRequestArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => String, { nullable: true })
  @Characters(0, 2000)
  comment?: string | null;
}

@InputType({ description: 'A field of the form of a returned request that is changed.' })
export class FormChangeInput {
  @Field(() => String, { description: 'Name of the field, for example purpose.' })
  @Characters(1, 100)
  field!: string;

  @Field(() => String, { description: 'What it holds now; a number in digits. The bounds are those of the request.' })
  @Characters(0, 10_000)
  value!: string;
}

@ArgsType()
export class ResubmitApprovalArgs extends ChangeRequestArgs {
  @Field(() => [FormChangeInput], { defaultValue: [], description: 'At most 100; none: the form stays as it is.' })
  @AtMost(most)
  @ValidateNested({ each: true })
  changes!: FormChangeInput[];
}

@ArgsType()
export class CopyApprovalArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => [ID], { description: 'At most 50 people.' })
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '至少一项。' }))
  @ArrayMaxSize(50, says({ en: 'Give at most 50.', zh: '最多 50 项。' }))
  @IsUUID('all', { each: true, ...says({ en: 'Give the ids of people.', zh: '请给出人员的 id。' }) })
  personIds!: string[];

  @Field(() => String, { nullable: true })
  @Characters(0, 2000)
  comment?: string | null;
}

@InputType({ description: 'Who decides in my place, on what and for how long.' })
export class DelegateApprovalsInput {
  @Field(() => ID)
  @IdOf(person)
  personId!: string;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Kinds of requests, for example readCustomerFile; none: all.',
  })
  @AtMost(most)
  @Length(1, 100, { each: true, ...says({ en: 'Each has 1 to 100 characters.', zh: '每项为 1 至 100 个字符。' }) })
  names!: string[];

  @Field(() => Date, { nullable: true, description: 'Now, unless you name a later moment.' })
  validFrom?: Date | null;

  @Field(() => Date, { description: 'At most 366 days later.' })
  validUntil!: Date;
}

@ArgsType()
export class MyRequestsArgs {
  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' })
  @Min(1, says({ en: 'Give a number from 1 to 100.', zh: '请填写 1 至 100。' }))
  @Max(most, says({ en: 'Give a number from 1 to 100.', zh: '请填写 1 至 100。' }))
  first!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the last one of the page before.' })
  @IdOf({ en: 'request', zh: '申请' })
  after?: string | null;

  @Field(() => ApprovalStatus, { nullable: true })
  status?: ApprovalStatus | null;
}
