import { ArgsType, Field, ID } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Satisfies } from '../../../src/graphql/inputChecks.js';

@ArgsType()
export class ReportingRatesArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => String, { description: 'Periods that end on this day or later, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, {
    description: 'Periods that end on this day or earlier, YYYY-MM-DD; at most ten years after from.',
  })
  @Satisfies(dateProblem)
  to!: string;
}
