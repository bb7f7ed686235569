import { Args, ArgsType, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { Characters } from '../graphql/inputChecks.js';
import type { Message } from '../languages/message.js';
import type { InterpretationInForce } from './interpretations.js';

@ObjectType({ description: 'One way to read a text.' })
class InterpretationChoice {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'In words, in the language of the request.' })
  wording!: string;
}

@ObjectType('Interpretation', {
  description: 'A place where a text leaves a choice, and how the organisation reads it (条款解释).',
})
class InterpretationType {
  @Field(() => ID, { description: 'For example customers.loanDays.' })
  id!: string;

  @Field(() => String, { description: 'The clause that leaves the choice.' })
  clause!: string;

  @Field(() => String)
  question!: string;

  @Field(() => [InterpretationChoice])
  choices!: InterpretationChoice[];

  @Field(() => String, { description: 'Name of the choice that holds for what begins now.' })
  choice!: string;

  @Field(() => String, { nullable: true, description: 'Why it was set; null while the default holds.' })
  reason!: string | null;

  @Field(() => Date, { nullable: true })
  setAt!: Date | null;
}

@ArgsType()
class SetInterpretationArgs {
  @Field(() => String, { description: 'For example customers.loanDays.' })
  @Characters(1, 100)
  id!: string;

  @Field(() => String, { description: 'Name of a choice.' })
  @Characters(1, 100)
  choice!: string;

  @Field(() => String, { description: 'Who decided it, and why.' })
  @Characters(1, 2000)
  reason!: string;
}

const typeOf = (
  { interpretation: { id, clause, question, choices }, choice, setting }: InterpretationInForce,
  locale: keyof Message,
): InterpretationType => ({
  id,
  clause,
  question: question[locale],
  choices: Object.entries(choices).map(([name, wording]) => ({ name, wording: wording[locale] })),
  choice,
  reason: setting?.reason ?? null,
  setAt: setting ? new Date(setting.setAt) : null,
});

@Resolver()
export class InterpretationsResolver {
  @Query(() => [InterpretationType], { description: 'Of the modules that are on.' })
  async interpretations(@Ctx() context: Context): Promise<InterpretationType[]> {
    const list = await context.core.interpretations.list(context);
    return list.map((one) => typeOf(one, context.locale));
  }

  @Mutation(() => InterpretationType, {
    description:
      'Says how a text is read from now on. What has begun goes on as it began. BAD_USER_INPUT names what can be given.',
  })
  async setInterpretation(
    @Args(() => SetInterpretationArgs) { id, choice, reason }: SetInterpretationArgs,
    @Ctx() context: SignedInContext,
  ): Promise<InterpretationType> {
    return typeOf(await context.core.interpretations.set(context, id, choice, reason), context.locale);
  }
}
