import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Characters, IdOf } from '../../../src/graphql/inputChecks.js';

@InputType({ description: 'A request that somebody may read a SECRET report (机密统计资料查阅许可).' })
export class ReportAccessInput {
  @Field(() => ID, { description: 'Who is to read it: somebody who works here and is cleared for it.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'Why this person; at most 2000 characters.' })
  @Characters(1, 2000)
  reason!: string;

  @Field(() => Date, { description: 'Not permitted from this moment on; at most 90 days from now.' })
  until!: Date;
}

@ArgsType()
export class RequestReportAccessArgs {
  @Field(() => ID)
  reportId!: string;

  @Field(() => ReportAccessInput)
  @ValidateNested()
  input!: ReportAccessInput;
}
