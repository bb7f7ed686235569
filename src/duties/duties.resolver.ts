import { Max, Min } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { Characters, says } from '../graphql/inputChecks.js';
import { Needs } from '../reading/decorators.js';
import { type AsOf, dutyAsOf } from './asOf.js';
import { Duty, DutyState } from './duty.entity.js';
import { myDuties } from './myDuties.js';
import { waiveDuty } from './waiving.js';

@ObjectType({ description: 'How it stood with a duty at a moment.' })
class DutyAsOf implements AsOf {
  @Field(() => DutyState)
  state!: DutyState;

  @Field(() => Date, { description: 'The deadline as it was then.' })
  dueAt!: Date;

  @Field(() => Boolean)
  provisional!: boolean;
}

@ArgsType()
class MyDutiesArgs {
  @Field(() => Int, { defaultValue: 20, description: 'From 1 to 100.' })
  @Min(1, says({ en: 'Give a number from 1 to 100.', zh: '请给出 1 至 100。' }))
  @Max(100, says({ en: 'Give a number from 1 to 100.', zh: '请给出 1 至 100。' }))
  first!: number;
}

@ArgsType()
class WaiveDutyArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the decision is based on.' })
  version!: number;

  @Field(() => String)
  @Characters(1, 2000)
  reason!: string;
}

@Resolver(() => Duty)
export class DutiesResolver {
  @Query(() => [Duty], {
    description: 'What I have to do, soonest first: duties that name me, and those of my roles. All others: duties.',
  })
  myDuties(@Args(() => MyDutiesArgs) { first }: MyDutiesArgs, @Ctx() context: SignedInContext) {
    return myDuties(context, first);
  }

  @Mutation(() => Duty, {
    nullable: true,
    description:
      'Waives a duty with a reason. For the role that the duty names; nobody waives their own. INVALID_STATE if it was done or waived.',
  })
  waiveDuty(@Args(() => WaiveDutyArgs) { id, version, reason }: WaiveDutyArgs, @Ctx() context: SignedInContext) {
    return waiveDuty(context, id, version, reason);
  }

  @FieldResolver(() => String, { description: 'In the language of the request.' })
  @Needs('name')
  title(@Root() { name }: Duty, @Ctx() { core, locale }: Context): string {
    return core.duties.known.get(name)?.title[locale] ?? name;
  }

  @FieldResolver(() => Boolean, { description: 'Its module is off: its time stands still until that is on again.' })
  @Needs('module')
  paused(@Root() { module }: Duty, @Ctx() { core }: Context): boolean {
    return !core.duties.isEnabled(module);
  }

  @FieldResolver(() => DutyAsOf, {
    nullable: true,
    description: 'How it stood with it at a moment until now; null before it began. BAD_USER_INPUT for a later one.',
  })
  @Needs('id', 'beginsAt', 'createdAt', 'dueAt', 'provisional', 'fulfilledAt', 'waivedAt', 'breachedAt')
  asOf(@Root() duty: Duty, @Arg('at', () => Date) at: Date, @Ctx() context: Context): Promise<AsOf | null> {
    return dutyAsOf(context, duty, at);
  }
}
