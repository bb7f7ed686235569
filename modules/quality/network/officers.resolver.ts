import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import {
  EndQualityOfficerArgs,
  NameQualityOfficerInput,
  QualityOfficerGap,
  QualityOfficerGapsArgs,
} from './officers.inputs.js';
import { OfficersService, officerGaps } from './officers.service.js';
import { QualityOfficer } from './qualityOfficer.entity.js';

@Resolver(() => QualityOfficer)
export class OfficersResolver {
  @Query(() => [QualityOfficerGap], {
    description:
      'Workshops and sections without a quality officer (P06.A01), in the order of their ids; which those are the interpretation quality.networkUnits says.',
  })
  qualityOfficerGaps(
    @Args(() => QualityOfficerGapsArgs) { first, after }: QualityOfficerGapsArgs,
    @Ctx() context: Context,
  ) {
    return officerGaps(context, first, after ?? null);
  }

  @Mutation(() => QualityOfficer, {
    nullable: true,
    description: 'Names the quality officer of a workshop or section (P06.A01); whoever was it before is so no longer.',
  })
  nameQualityOfficer(
    @Arg('input', () => NameQualityOfficerInput) input: NameQualityOfficerInput,
    @Ctx() context: SignedInContext,
  ) {
    return new OfficersService(context).name(input);
  }

  @Mutation(() => QualityOfficer, {
    nullable: true,
    description: 'Somebody is the quality officer no longer (P06.A01). Until the next one is named the gap shows.',
  })
  endQualityOfficer(@Args(() => EndQualityOfficerArgs) args: EndQualityOfficerArgs, @Ctx() context: SignedInContext) {
    return new OfficersService(context).end(args);
  }
}
