import { Max, Min } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { IdOf, says } from '../../../src/graphql/inputChecks.js';
import { InformationOfficer } from './informationOfficer.entity.js';
import { EndInformationOfficerArgs, NameInformationOfficerInput, OfficerGap } from './officers.inputs.js';
import { OfficersService, officerGaps } from './officers.service.js';

const bounds = says({ en: 'Give 1 to 200.', zh: '请填写 1 至 200。' });

@ArgsType()
class OfficerGapsArgs {
  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  @Min(1, bounds)
  @Max(200, bounds)
  first!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the last unit of the page before.' })
  @IdOf({ en: 'department', zh: '部门' })
  after?: string | null;
}

@Resolver(() => InformationOfficer)
export class OfficersResolver {
  @Query(() => [OfficerGap], {
    description:
      'Units without an information officer (P03.A03), in the order of their ids: every department but those at the top.',
  })
  officerGaps(@Args(() => OfficerGapsArgs) { first, after }: OfficerGapsArgs, @Ctx() context: Context) {
    return officerGaps(context, first, after ?? null);
  }

  @Mutation(() => InformationOfficer, {
    nullable: true,
    description:
      'Names the information officer of a unit and files it with the office (P03.A03); whoever was it before is so no longer. A change is to be filed promptly.',
  })
  nameInformationOfficer(
    @Arg('input', () => NameInformationOfficerInput) input: NameInformationOfficerInput,
    @Ctx() context: SignedInContext,
  ) {
    return new OfficersService(context).name(input);
  }

  @Mutation(() => InformationOfficer, {
    nullable: true,
    description: 'Somebody is the information officer no longer; the next one is due promptly (P03.A03).',
  })
  endInformationOfficer(
    @Args(() => EndInformationOfficerArgs) args: EndInformationOfficerArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new OfficersService(context).end(args);
  }
}
