import { Arg, Args, Ctx, Field, Float, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { StaffMember } from './staffMember.entity.js';
import { AddStaffMemberInput, EndStaffMemberArgs, TeamStabilityArgs } from './team.inputs.js';
import { type StabilityFigure, TeamService, teamStability } from './team.service.js';

@ObjectType({ description: 'How stable the information staff was in a year (队伍稳定性).' })
class TeamStability implements StabilityFigure {
  @Field(() => Int)
  year!: number;

  @Field(() => Int, { description: 'Of the staff on the last day of the year before.' })
  atBeginning!: number;

  @Field(() => Int)
  joined!: number;

  @Field(() => Int)
  left!: number;

  @Field(() => Int, { description: 'Of the staff at the end of the year; in the present one so far.' })
  atEnd!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Who left, over the mean of beginning and end; null without anybody.',
  })
  turnover!: number | null;
}

@Resolver(() => StaffMember)
export class TeamResolver {
  @Query(() => [TeamStability], { description: 'Who joined and left the information staff, by year (P12.A03).' })
  teamStability(
    @Args(() => TeamStabilityArgs) args: TeamStabilityArgs,
    @Ctx() context: Context,
  ): Promise<TeamStability[]> {
    return teamStability(context, args);
  }

  @Mutation(() => StaffMember, {
    nullable: true,
    description: 'Somebody joins the information staff, and has to be trained each year from then on (P12.A06).',
  })
  addStaffMember(@Arg('input', () => AddStaffMemberInput) input: AddStaffMemberInput, @Ctx() context: SignedInContext) {
    return new TeamService(context).add(input);
  }

  @Mutation(() => StaffMember, {
    nullable: true,
    description: 'Somebody leaves the information staff. INVALID_STATE while shifts are assigned to them.',
  })
  endStaffMember(@Args(() => EndStaffMemberArgs) args: EndStaffMemberArgs, @Ctx() context: SignedInContext) {
    return new TeamService(context).end(args);
  }
}
