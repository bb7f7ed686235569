import { Max, Min } from 'class-validator';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { addMonths, beginningOf, endOf } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { badInput } from '../../../src/errors.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import { IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { batched } from '../../../src/reading/batched.js';
import { Needs } from '../../../src/reading/decorators.js';
import { PortalItem } from './portalItem.entity.js';

@ObjectType({ description: 'How a unit submitted in time what happened in a period (报送及时性).' })
export class UnitLateness {
  @Field(() => Department, { nullable: true })
  unit!: { id: string };

  @Field(() => Int)
  inTime!: number;

  @Field(() => Int, { description: 'Submitted too late.' })
  late!: number;

  @Field(() => Int, { description: 'Not submitted, and too late by now.' })
  overdue!: number;

  @Field(() => Int, { description: 'Not submitted, and not due yet.' })
  open!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of what was late, by how many hours on average; null where nothing was.',
  })
  hoursLate!: number | null;
}

const bounds = says({ en: 'Give 1 to 200.', zh: '请填写 1 至 200。' });

@ArgsType()
class LatenessArgs {
  @Field(() => String, { description: 'First day of what happened, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Last day, YYYY-MM-DD; at most ten years after the first.' })
  @Satisfies(dateProblem)
  to!: string;

  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  @Min(1, bounds)
  @Max(200, bounds)
  first!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the last unit of the page before.' })
  @IdOf({ en: 'department', zh: '部门' })
  after?: string | null;
}

interface Submission {
  due_at: string;
  hours_late: number | null;
}

const none: Submission | undefined = undefined;

async function submissionsOf(context: Context, ids: readonly string[]): Promise<(Submission | undefined)[]> {
  const rows = await context.database.read<Submission & { item: string }>(context, {
    sql: `select i.id as item, s.due_at, extract(epoch from coalesce(i.submitted_at, $2::timestamptz) - s.due_at) / 3600 as hours_late
      from publishing.portal_item i cross join lateral publishing.submission_of(i.id) s where i.id = any ($1::uuid[])`,
    parameters: [ids, context.now.toISOString()],
  });
  const byItem = new Map(rows.map((row) => [row.item, row]));
  return ids.map((id) => byItem.get(id) ?? none);
}

const submissionOf = (context: Context, id: string) =>
  batched<string, Submission | undefined>(context, submissionsOf, (ids) => submissionsOf(context, ids)).load(id);

@Resolver(() => PortalItem)
export class LatenessResolver {
  @Needs('id')
  @FieldResolver(() => Date, {
    nullable: true,
    description: 'The first moment at which it is submitted too late (P03.A04).',
  })
  async dueAt(@Root() { id }: PortalItem, @Ctx() context: Context): Promise<Date | null> {
    const submission = await submissionOf(context, id);
    return submission ? new Date(submission.due_at) : null;
  }

  @Needs('id')
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'By how many hours it was submitted too late, or is by now; null where it is not (P03.A04).',
  })
  async hoursLate(@Root() { id }: PortalItem, @Ctx() context: Context): Promise<number | null> {
    const hours = Number((await submissionOf(context, id))?.hours_late ?? -1);
    return hours >= 0 ? hours : null;
  }

  @Query(() => [UnitLateness], {
    description:
      'By unit, in the order of their ids: what of the items that you may see was submitted in time and what too late (P03.A04).',
  })
  async submissionLateness(
    @Args(() => LatenessArgs) { from, to, first, after }: LatenessArgs,
    @Ctx() context: Context,
  ) {
    if (to < from)
      throw badInput([{ path: 'to', message: { en: 'Give a day on or after from.', zh: 'to 不得早于 from。' } }]);
    if (to > addMonths(from, 120))
      throw badInput([{ path: 'to', message: { en: 'Give a period of at most ten years.', zh: '期间最长十年。' } }]);
    const rows = await context.database.read<Omit<UnitLateness, 'unit'> & { unit: string }>(context, {
      sql: `select i.unit_id as unit,
          count(*) filter (where i.submitted_at < s.due_at)::integer as "inTime",
          count(*) filter (where i.submitted_at >= s.due_at)::integer as late,
          count(*) filter (where i.submitted_at is null and s.due_at <= $3::timestamptz)::integer as overdue,
          count(*) filter (where i.submitted_at is null and s.due_at > $3::timestamptz)::integer as open,
          avg(extract(epoch from i.submitted_at - s.due_at) / 3600) filter (where i.submitted_at >= s.due_at)::double precision as "hoursLate"
        from publishing.portal_item i cross join lateral publishing.submission_of(i.id) s
        where i.occurred_at >= $1 and i.occurred_at < $2 and ($5::uuid is null or i.unit_id > $5)
        group by i.unit_id order by i.unit_id limit $4`,
      parameters: [
        beginningOf(from).toISOString(),
        endOf(to).toISOString(),
        context.now.toISOString(),
        first,
        after ?? null,
      ],
    });
    return rows.map(({ unit, ...counts }) => ({ ...counts, unit: { id: unit } }));
  }
}
