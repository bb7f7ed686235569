import { Arg, Args, Ctx, Field, Float, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { AssetKind } from '../assets/asset.enums.js';
import {
  AddFaultMeasureArgs,
  CloseFaultArgs,
  ReliabilityArgs,
  ReportFaultInput,
  RestoreFaultArgs,
  TakeFaultArgs,
} from './fault.inputs.js';
import { FaultService } from './fault.service.js';
import { FaultMeasure } from './faultMeasure.entity.js';
import { ItFault } from './itFault.entity.js';
import { type ReliabilityFigure, reliability } from './reliability.js';

@ObjectType({ description: 'How reliable assets were (可靠性): of the assets and faults that you see.' })
class Reliability implements ReliabilityFigure {
  @Field(() => String, {
    nullable: true,
    description: 'Where each period was asked for: 2026-01, 2026-Q1, 2026-H1 or 2026.',
  })
  period!: string | null;

  @Field(() => ID, { nullable: true })
  assetId!: string | null;

  @Field(() => String, { nullable: true })
  assetNumber!: string | null;

  @Field(() => AssetKind, { nullable: true })
  kind!: AssetKind | null;

  @Field(() => Int, { description: 'Assets that were in use in that time.' })
  assets!: number;

  @Field(() => Int, { description: 'Faults that stopped service and happened in that time.' })
  failures!: number;

  @Field(() => Int, { description: 'Those of them after which it works again.' })
  restored!: number;

  @Field(() => Float, { description: 'Hours in which the assets were in use and served.' })
  hoursInService!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean hours from failure until it worked again (MTTR); null without one restored.',
  })
  mttrHours!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Hours in service for each failure (MTBF); null with fewer than 3 failures, which tell no mean.',
  })
  mtbfHours!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'With 90 % confidence the mean time between failures is at least this, however few there were.',
  })
  mtbfAtLeastHours!: number | null;
}

@Resolver(() => ItFault)
export class FaultResolver {
  @Query(() => [Reliability], {
    description:
      'Mean time to repair and between failures, by asset or kind and period (P12.A01). At most 1000 figures.',
  })
  reliability(@Args(() => ReliabilityArgs) args: ReliabilityArgs, @Ctx() context: Context): Promise<Reliability[]> {
    return reliability(context, args);
  }

  @Mutation(() => ItFault, {
    nullable: true,
    description: 'Reports a fault, which everybody may; removing it is due from then on (P12.A01).',
  })
  reportFault(@Arg('input', () => ReportFaultInput) input: ReportFaultInput, @Ctx() context: SignedInContext) {
    return new FaultService(context).report(input);
  }

  @Mutation(() => ItFault, {
    nullable: true,
    description:
      'I see to the fault, and say what failed where the report did not. From whoever has it, with a reason or as IT_HEAD; else INVALID_STATE.',
  })
  takeFault(@Args(() => TakeFaultArgs) args: TakeFaultArgs, @Ctx() context: SignedInContext) {
    return new FaultService(context).take(args);
  }

  @Mutation(() => ItFault, {
    nullable: true,
    description: 'It works again: with the remedy and how it was removed. Fulfils the duty to remove it (P12.A01).',
  })
  restoreFault(@Args(() => RestoreFaultArgs) args: RestoreFaultArgs, @Ctx() context: SignedInContext) {
    return new FaultService(context).restore(args);
  }

  @Mutation(() => ItFault, {
    nullable: true,
    description:
      'Closes a fault that is restored, with its cause and what prevents another; not by whoever removed it.',
  })
  closeFault(@Args(() => CloseFaultArgs) args: CloseFaultArgs, @Ctx() context: SignedInContext) {
    return new FaultService(context).close(args);
  }
}

@Resolver(() => FaultMeasure)
export class FaultMeasureResolver {
  @Mutation(() => FaultMeasure, {
    nullable: true,
    description:
      'Lays down what is done about a fault that is likely (P12.A01). The first one fulfils the duty of the asset.',
  })
  addFaultMeasure(@Args(() => AddFaultMeasureArgs) args: AddFaultMeasureArgs, @Ctx() context: SignedInContext) {
    return new FaultService(context).addMeasure(args);
  }
}
