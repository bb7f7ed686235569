import { ArgsType, Field, ID } from 'type-graphql';
import { Satisfies } from '../../../src/graphql/inputChecks.js';
import { reportDayProblem } from '../forms/period.js';

@ArgsType()
export class ReportingRatesArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => String, { description: 'Periods that end on this day or later, YYYY-MM-DD.' })
  @Satisfies(reportDayProblem)
  from!: string;

  @Field(() => String, {
    description: 'Periods that end on this day or earlier, YYYY-MM-DD; at most ten years after from.',
  })
  @Satisfies(reportDayProblem)
  to!: string;
}
