import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { MissingKind } from '../access/conditions.js';
import { type Explanation, explainAccess } from '../access/explanation.js';
import { Label } from '../access/labels.js';
import type { Context } from '../context.js';
import type { Missing } from '../errors.js';
import { Characters } from '../graphql/inputChecks.js';
import type { Message } from '../languages/message.js';
import { placesOf } from './clauses.js';
import { EnforcedClause, enforcedClause, PolicyType, policyType } from './clauses.types.js';
import { currentNumbers } from './current.js';
import { policiesInForce } from './versions/inForce.js';

@ObjectType({ description: 'A condition that is missing for a permission. What does not belong to its kind is null.' })
class MissingCondition {
  @Field(() => MissingKind)
  kind!: MissingKind;

  @Field(() => String, { description: 'The condition in words, in the language of the request.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'ROLE: any of these roles does.' })
  anyOf?: string[];

  @Field(() => Label, { nullable: true, description: 'CLEARANCE: for this label.' })
  level?: Label;

  @Field(() => String, { nullable: true, description: 'GRANT: for this action.' })
  action?: string;

  @Field(() => String, { nullable: true, description: 'OWNER, SOMEBODY_ELSE: the property that names a person.' })
  property?: string;
}

@ObjectType({ description: 'Whether I may do something with a record, and why.' })
class AccessExplanation {
  @Field(() => Boolean)
  allowed!: boolean;

  @Field(() => ID, { nullable: true, description: 'The clause that decides; null where none is named.' })
  clause!: string | null;

  @Field(() => [MissingCondition], { description: 'All of these are needed beside what is there; empty if allowed.' })
  missing!: MissingCondition[];

  @Field(() => String, { nullable: true, description: 'What to do, and whom to ask; null if allowed.' })
  remedy!: string | null;
}

@ArgsType()
class ExplainAccessArgs {
  @Field(() => String, { description: "An entity's type, for example Customer." })
  @Characters(1, 100)
  type!: string;

  @Field(() => ID)
  @Characters(1, 100)
  id!: string;

  @Field(() => String, {
    description: 'read, update, delete, or a mutation that finds such a record by its id, for example updateCustomer.',
  })
  @Characters(1, 100)
  action!: string;
}

@Resolver()
export class ClausesResolver {
  @Query(() => [PolicyType], {
    description: 'Policies of the modules that are on, with their clauses, as the versions in force word them.',
  })
  async policies(
    @Arg('at', () => Date, { nullable: true, description: 'As of this moment; now unless given.' }) at: Date | null,
    @Ctx() context: Context,
  ): Promise<PolicyType[]> {
    return (await policiesInForce(context, at ?? context.now)).map((policy) => policyType(policy, context.locale));
  }

  @Query(() => EnforcedClause, {
    nullable: true,
    description: 'One clause by its id, as the version in force words it; null if no module that is on has it.',
  })
  async clause(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<EnforcedClause | null> {
    const { switching, clauseTests } = context.core;
    for (const policy of await policiesInForce(context)) {
      const found = policy.clauses.find((clause) => clause.id === id);
      if (!found) continue;
      const enforcedBy = placesOf(switching.modules, (name) => switching.isEnabled(name), id);
      return enforcedClause(found, policy, { enforcedBy, tests: clauseTests.get(id) ?? [] }, context.locale);
    }
    return null;
  }

  @Query(() => AccessExplanation, {
    description:
      'Whether I may do something with a record, by which clause, what is missing and who can help. What is hidden from me is answered like what never existed. BAD_USER_INPUT for an unknown type or action names those that exist.',
  })
  async explainAccess(
    @Args(() => ExplainAccessArgs) { type, id, action }: ExplainAccessArgs,
    @Ctx() context: Context,
  ): Promise<AccessExplanation> {
    return accessExplanation(await explainAccess(context, type, id, action), context.locale);
  }
}

@Resolver(() => EnforcedClause)
export class EnforcedClauseResolver {
  @FieldResolver(() => Int, { description: 'Duties by it that are due and not over, of those that you may see.' })
  async openDuties(@Root() { id }: EnforcedClause, @Ctx() context: Context): Promise<number> {
    return (await currentNumbers(context).load(id)).open;
  }

  @FieldResolver(() => Int, {
    description: 'Duties by it that are not done though their time is over, of those that you may see.',
  })
  async breaches(@Root() { id }: EnforcedClause, @Ctx() context: Context): Promise<number> {
    return (await currentNumbers(context).load(id)).breached;
  }

  @FieldResolver(() => Int, {
    description: 'Requests that are not decided and in which somebody was asked by it, of those that you may see.',
  })
  async openRequests(@Root() { id }: EnforcedClause, @Ctx() context: Context): Promise<number> {
    return (await currentNumbers(context).load(id)).requests;
  }
}

const missingCondition = ({ message, anyOf, ...condition }: Missing, locale: keyof Message): MissingCondition => ({
  ...condition,
  anyOf: anyOf && [...anyOf],
  message: message[locale],
});

const accessExplanation = (
  { allowed, clause, missing, remedy }: Explanation,
  locale: keyof Message,
): AccessExplanation => ({
  allowed,
  clause,
  missing: missing.map((condition) => missingCondition(condition, locale)),
  remedy: remedy?.[locale] ?? null,
});
