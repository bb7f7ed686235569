import { Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import { Characters, says } from '../../../src/graphql/inputChecks.js';
import { FromUntilArgs } from '../fromUntil.js';

@ArgsType()
export class AnalysisArgs extends FromUntilArgs {
  @Field(() => String, { nullable: true, description: 'Product and model as on the forms; all unless given.' })
  @Characters(1, 200)
  product?: string | null;
}

const ahead = says({ en: 'Give 1 to 6.', zh: '请给出 1 至 6。' });

@ArgsType()
export class ForecastArgs {
  @Field(() => String, { nullable: true, description: 'Product and model as on the forms; all unless given.' })
  @Characters(1, 200)
  product?: string | null;

  @Field(() => Int, { defaultValue: 3, description: 'How many months ahead, 1 to 6.' })
  @Min(1, ahead)
  @Max(6, ahead)
  months!: number;
}
