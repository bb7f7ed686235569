import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../src/graphql/inputChecks.js';
import { DefectCause, FeedbackVerdict, Severity } from './feedback.enums.js';

@InputType({ description: 'A feedback form (质量信息反馈单).' })
export class ReportFeedbackInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Who reported it, where that is a customer of the register; while customers is off leave it out.',
  })
  @IdOf({ en: 'customer', zh: '客户' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Who reported it else. Give the customer, this or both.' })
  @Characters(0, 200)
  informant?: string | null;

  @Field(() => String, { description: 'Product and model.' })
  @Characters(1, 200)
  product!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 100)
  lot?: string | null;

  @Field(() => String, { description: 'What was reported.' })
  @Characters(1, 5000)
  report!: string;

  @Field(() => Severity)
  severity!: Severity;

  @Field(() => String, {
    nullable: true,
    description: 'The day on which it was reported to us, YYYY-MM-DD, today or before; today unless given.',
  })
  @Satisfies(dateProblem)
  reportedOn?: string | null;
}

@ArgsType()
export class ReportFeedbackArgs {
  @Field(() => ReportFeedbackInput)
  @ValidateNested()
  input!: ReportFeedbackInput;

  @Field(() => String, {
    nullable: true,
    description:
      'Made up by the client for this one act, 8 to 100 characters: sent again within seven days, as by a double click, it answers with what the first call made. CONFLICT with another input.',
  })
  @Characters(8, 100)
  clientKey?: string | null;
}

@ArgsType()
export class FormArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version of the form that it is based on.' })
  version!: number;
}

@ArgsType()
export class InvestigateFeedbackArgs extends FormArgs {
  @Field(() => FeedbackVerdict, { description: 'UNTRUE rejects the form.' })
  verdict!: FeedbackVerdict;

  @Field(() => String, { description: 'What was found, and how.' })
  @Characters(1, 5000)
  finding!: string;
}

@ArgsType()
export class AssignFeedbackArgs extends FormArgs {
  @Field(() => ID, { description: 'The department that is responsible.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => DefectCause)
  cause!: DefectCause;

  @Field(() => String, { description: 'By which analysis.' })
  @Characters(1, 5000)
  analysis!: string;
}

@ArgsType()
export class RegradeFeedbackArgs extends FormArgs {
  @Field(() => Severity)
  severity!: Severity;
}
