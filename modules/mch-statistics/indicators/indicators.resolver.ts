import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { Indicator } from './indicator.entity.js';
import {
  BindTermArgs,
  CompareArgs,
  DefineIndicatorInput,
  DefineTermInput,
  IndicatorValuesArgs,
} from './indicators.inputs.js';
import { IndicatorService } from './indicators.service.js';
import { ComparedValue, IndicatorValue } from './indicators.types.js';
import { IndicatorTerm } from './indicatorTerm.entity.js';
import { compareValues, indicatorValues } from './indicatorValues.js';

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => [IndicatorValue], {
    description:
      'One version of an indicator for units and all below each of them, by period, from approved reports unless asked otherwise, and from those alone that you may see (P11.A09). At most 10 000 figures.',
  })
  indicatorValues(@Args(() => IndicatorValuesArgs) args: IndicatorValuesArgs, @Ctx() context: SignedInContext) {
    return indicatorValues(context, args);
  }

  @Query(() => [ComparedValue], {
    description:
      'Figures of one version of an indicator side by side, of units or in the course of time, each with its change. Figures of two versions are refused (P11.A09).',
  })
  compareIndicatorValues(@Args(() => CompareArgs) args: CompareArgs, @Ctx() context: SignedInContext) {
    return compareValues(context, args);
  }

  @Mutation(() => Indicator, {
    nullable: true,
    description: 'Defines an indicator, or a version of one. It stays as it is: another definition is another version.',
  })
  defineIndicator(
    @Arg('input', () => DefineIndicatorInput) input: DefineIndicatorInput,
    @Ctx() context: SignedInContext,
  ) {
    return new IndicatorService(context).define(input);
  }

  @Mutation(() => IndicatorTerm, { nullable: true, description: 'Adds a count that indicators can be made of.' })
  defineIndicatorTerm(@Arg('input', () => DefineTermInput) input: DefineTermInput, @Ctx() context: SignedInContext) {
    return new IndicatorService(context).defineTerm(input);
  }

  @Mutation(() => IndicatorTerm, {
    nullable: true,
    description:
      'Says on which lines of forms the counts of a term stand. All figures are reckoned by it from then on.',
  })
  bindIndicatorTerm(@Args(() => BindTermArgs) args: BindTermArgs, @Ctx() context: SignedInContext) {
    return new IndicatorService(context).bind(args);
  }
}
