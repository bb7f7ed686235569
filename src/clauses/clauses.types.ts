import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Locale } from '../languages/message.js';
import type { ClauseTest } from './clauseTests.js';
import type { PolicyInForce } from './versions/inForce.js';
import type { WordedClause } from './versions/policyVersion.entity.js';

@ObjectType('Clause', {
  description: 'One rule of a policy (条款), in our own words and in the language of the request.',
})
export class ClauseType {
  @Field(() => ID, { description: 'For example P01.A18: the policy, then the article.' })
  id!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  summary!: string;

  @Field(() => Int, { description: 'Number of the version since which it is worded so, or repealed.' })
  since!: number;

  @Field(() => Boolean, { description: 'It is not in force any more.' })
  repealed!: boolean;
}

@ObjectType('Policy', {
  description: 'What an organisation has laid down for one matter (制度), as the version in force words it.',
})
export class PolicyType {
  @Field(() => ID, { description: 'For example P01.' })
  id!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String, { description: 'Who interprets and revises it.' })
  owner!: string;

  @Field(() => String, { nullable: true })
  purpose!: string | null;

  @Field(() => String, { nullable: true, description: 'What and whom it is for.' })
  scope!: string | null;

  @Field(() => [String], { description: 'Other policies that it refers to.' })
  related!: string[];

  @Field(() => Int, { description: 'Of the version in force.' })
  number!: number;

  @Field(() => Date, { description: 'Since when that version is in force.' })
  effectiveAt!: Date;

  @Field(() => [ClauseType])
  clauses!: ClauseType[];
}

@ObjectType({ description: 'A test that a clause is proven by (测试).' })
export class ClauseTestType implements ClauseTest {
  @Field(() => String, { description: 'In the repository of the platform.' })
  file!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ description: 'A clause with its policy and with what enforces it.' })
export class EnforcedClause extends ClauseType {
  @Field(() => PolicyType)
  policy!: PolicyType;

  @Field(() => [String], {
    description:
      'What names it of calls, rows, fields, approvals, duties and interpretations, for example Mutation.updateCustomer, Customer (read) or Contact.email.',
  })
  enforcedBy!: string[];

  @Field(() => [ClauseTestType], { description: 'Tests of the platform whose names begin with it.' })
  tests!: ClauseTest[];
}

const clauseType = ({ id, title, summary, since, repealed }: WordedClause, locale: Locale): ClauseType => ({
  id,
  title: title[locale],
  summary: summary[locale],
  since,
  repealed,
});

export const policyType = (policy: PolicyInForce, locale: Locale): PolicyType => ({
  id: policy.id,
  title: policy.title[locale],
  owner: policy.owner[locale],
  purpose: policy.purpose?.[locale] ?? null,
  scope: policy.scope?.[locale] ?? null,
  related: (policy.related ?? []).map((title) => title[locale]),
  number: policy.number,
  effectiveAt: policy.effectiveAt,
  clauses: policy.clauses.map((clause) => clauseType(clause, locale)),
});

export const enforcedClause = (
  clause: WordedClause,
  policy: PolicyInForce,
  { enforcedBy, tests }: Pick<EnforcedClause, 'enforcedBy' | 'tests'>,
  locale: Locale,
): EnforcedClause => ({ ...clauseType(clause, locale), policy: policyType(policy, locale), enforcedBy, tests });
