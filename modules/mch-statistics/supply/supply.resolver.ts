import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { FigureRequest, FigureSubscription } from './figureRequest.entity.js';
import { FigureSupply } from './figureSupply.entity.js';
import {
  RequestFiguresInput,
  SubscribeFiguresInput,
  SupplyChangeArgs,
  SupplyFiguresArgs,
  SupplyRatesArgs,
  SupplySubscriptionArgs,
} from './supply.inputs.js';
import { SupplyService, supplyRates } from './supply.service.js';
import { FigureSupplyRate } from './supply.types.js';

@Resolver(() => FigureSupply)
export class SupplyResolver {
  @Query(() => [FigureSupplyRate], {
    description: 'How departments were supplied with figures, the least punctual first (P08.A05). Of what you may see.',
  })
  figureSupplyRates(@Args(() => SupplyRatesArgs) args: SupplyRatesArgs, @Ctx() context: Context) {
    return supplyRates(context, args);
  }

  @Mutation(() => FigureRequest, { nullable: true, description: 'Asks for figures for a department that you head.' })
  requestFigures(@Arg('input', () => RequestFiguresInput) input: RequestFiguresInput, @Ctx() context: SignedInContext) {
    return new SupplyService(context).request(input);
  }

  @Mutation(() => FigureRequest, { nullable: true, description: 'The figures are not needed any more.' })
  withdrawFigureRequest(@Args(() => SupplyChangeArgs) args: SupplyChangeArgs, @Ctx() context: SignedInContext) {
    return new SupplyService(context).withdraw(args);
  }

  @Mutation(() => FigureSupply, {
    nullable: true,
    description:
      'Answers a request with figures (P08.A05): of approved reports as they are at this moment, or entered. What was supplied stays as it is.',
  })
  supplyFigures(@Args(() => SupplyFiguresArgs) args: SupplyFiguresArgs, @Ctx() context: SignedInContext) {
    return new SupplyService(context).answer(args);
  }

  @Mutation(() => FigureSubscription, {
    nullable: true,
    description: 'From now on a department gets figures every month (P08.A05).',
  })
  subscribeFigures(
    @Arg('input', () => SubscribeFiguresInput) input: SubscribeFiguresInput,
    @Ctx() context: SignedInContext,
  ) {
    return new SupplyService(context).subscribe(input);
  }

  @Mutation(() => FigureSubscription, { nullable: true, description: 'Ends it; a breach stays.' })
  endFigureSubscription(@Args(() => SupplyChangeArgs) args: SupplyChangeArgs, @Ctx() context: SignedInContext) {
    return new SupplyService(context).end(args);
  }

  @Mutation(() => FigureSupply, {
    nullable: true,
    description: 'Supplies the figures of a month, once (CONFLICT). They stay as they are.',
  })
  supplySubscription(
    @Args(() => SupplySubscriptionArgs) args: SupplySubscriptionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new SupplyService(context).supplyMonth(args);
  }
}
