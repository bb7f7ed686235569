import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { badInput, moduleDisabled, type Problem } from '../../../src/errors.js';
import { Customer } from '../../customers/customers.api.js';
import { FromUntilArgs } from '../fromUntil.js';
import { RecordUsageArgs, type RecordUsageInput, UsageSummary } from './usage.inputs.js';
import { UsageReport } from './usageReport.entity.js';

@Resolver(() => UsageReport)
export class UsageResolver {
  @Mutation(() => UsageReport, {
    nullable: true,
    description: 'Enters how a user uses a product (P06.A02), learned on a visit, by telephone or else.',
  })
  recordUsage(@Args(() => RecordUsageArgs) { input }: RecordUsageArgs, @Ctx() context: SignedInContext) {
    return record(context, input);
  }

  @Query(() => [UsageSummary], {
    description:
      'How each product is used (P06.A02), over the reports of a period that you see, at most 200 products, those with most reports first.',
  })
  usageSummary(@Args(() => FromUntilArgs) { from, until }: FromUntilArgs, @Ctx() context: Context) {
    return context.database.read<UsageSummary>(context, {
      sql: `select u.product, count(*)::integer as reports, count(*) filter (where u.condition = 'GOOD')::integer as good,
          count(*) filter (where u.condition = 'WITH_DEFECTS')::integer as "withDefects",
          count(*) filter (where u.condition = 'OUT_OF_USE')::integer as "outOfUse",
          round(avg(u.rating), 2)::float as rating, count(u.rating)::integer as rated, round(avg(u.hours), 0)::float as hours
        from quality.usage_report u where u.learned_on between $1::date and $2::date
        group by u.product order by reports desc, u.product limit 200`,
      parameters: [from, until],
    });
  }
}

function record(context: SignedInContext, input: RecordUsageInput): Promise<UsageReport> {
  const { customerId, user, lot, wishes, ...said } = input;
  const problems: Problem[] = [
    ...(customerId || user?.trim() ? [] : [{ path: 'input.user', message: whoUses }]),
    ...(said.learnedOn > dayAt(context.now) ? [{ path: 'input.learnedOn', message: notToCome }] : []),
  ];
  if (problems.length > 0) throw badInput(problems);
  if (customerId && !context.core.switching.isEnabled('customers'))
    throw moduleDisabled('customers', 'input.customerId');
  return context.database.write(context, async (writing) => {
    const customer = customerId ? await writing.find('recordUsage', Customer, customerId) : null;
    return writing.em.create(UsageReport, {
      ...said,
      customer,
      user: user?.trim() || null,
      lot: lot?.trim() || null,
      wishes: wishes?.trim() || null,
      label: customer?.label ?? Label.INTERNAL,
      compartments: customer?.compartments ?? [],
      keeper: customer?.keeper ?? null,
      recordedBy: writing.em.getReference(Person, context.viewer.personId),
    });
  });
}

const whoUses = {
  en: 'Say who uses it: the customer (customerId), or in words.',
  zh: '请说明使用单位：填写客户（customerId），或用文字说明。',
};
const notToCome = { en: 'Give today or a day before.', zh: '请给出今天或以前的日期。' };
