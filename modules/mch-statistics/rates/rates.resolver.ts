import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { ReportingRatesArgs } from './rates.inputs.js';
import { reportingRates } from './rates.service.js';
import { ReportingRate } from './rates.types.js';

@Resolver(() => ReportingRate)
export class RatesResolver {
  @Query(() => [ReportingRate], {
    description:
      'How the units that have to hand in a form do so, one row each, by name: the rate, the rate on time, what was late and what is missing (P11.A02).',
  })
  reportingRates(@Args(() => ReportingRatesArgs) args: ReportingRatesArgs, @Ctx() context: SignedInContext) {
    return reportingRates(context, args);
  }
}
