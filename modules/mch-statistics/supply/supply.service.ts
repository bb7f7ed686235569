import { Department } from '../../../src/access/department.entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { addMonths, beginningOf, dayAt, endOf } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { known } from '../forms/known.js';
import { FigureRequest, FigureSubscription } from './figureRequest.entity.js';
import { FigureSupply, SuppliedFigure } from './figureSupply.entity.js';
import { readFigures } from './readFigures.js';
import type {
  RequestFiguresInput,
  SubscribeFiguresInput,
  SupplyChangeArgs,
  SupplyFiguresArgs,
  SupplyInput,
  SupplyRatesArgs,
  SupplySubscriptionArgs,
} from './supply.inputs.js';
import type { FigureSupplyRate } from './supply.types.js';

/** Departments are supplied with figures in time (P08.A05). */
export class SupplyService {
  constructor(private readonly context: SignedInContext) {}

  request({ departmentId, wanted, neededOn }: RequestFiguresInput): Promise<FigureRequest> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const problems: Problem[] = neededOn < dayAt(context.now) ? [isOver] : [];
      const department = await known(writing, problems, 'input.departmentId', Department, departmentId);
      if (problems.length > 0) throw badInput(problems);
      const request = writing.em.create(FigureRequest, {
        department: department!,
        requestedBy: this.me(writing),
        wanted: wanted.trim(),
        neededOn,
        label: Label.INTERNAL,
      });
      const from = beginningOf(neededOn);
      await context.core.duties.begin(writing, 'supplyFigures', { record: request, department: null, from });
      return request;
    });
  }

  withdraw({ id, version }: SupplyChangeArgs): Promise<FigureRequest> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const request = await writing.find('withdrawFigureRequest', FigureRequest, id, version);
      request.refuseClosed();
      request.withdrawnAt = context.now;
      await context.core.duties.drop(writing, 'supplyFigures', { record: request });
      return request;
    });
  }

  answer({ requestId, input }: SupplyFiguresArgs): Promise<FigureSupply> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const request = await writing.find('supplyFigures', FigureRequest, requestId);
      request.refuseClosed();
      const supply = await this.supply(writing, input, { request, department: request.department });
      request.suppliedAt = context.now;
      await context.core.duties.fulfil(writing, 'supplyFigures', { record: request });
      const told = {
        kind: 'OTHER' as const,
        person: request.requestedBy.id,
        label: supply.label,
        compartments: supply.compartments,
        recordType: 'FigureSupply',
        recordId: supply.id,
        message: {
          en: `The figures that you asked for by ${request.neededOn} are there: figureSupply(id: "${supply.id}").`,
          zh: `您申请于 ${request.neededOn} 前提供的数据已就绪：figureSupply(id: "${supply.id}")。`,
        },
      };
      await context.core.notices.tell(askingOf(writing.em), [told], context.now);
      return supply;
    });
  }

  subscribe({ departmentId, title, days }: SubscribeFiguresInput): Promise<FigureSubscription> {
    return this.context.database.write(this.context, async (writing) => {
      const problems: Problem[] = [];
      const department = await known(writing, problems, 'input.departmentId', Department, departmentId);
      if (problems.length > 0) throw badInput(problems);
      const given = { department: department!, title: title.trim(), days, label: Label.INTERNAL };
      const subscription = writing.em.create(FigureSubscription, given);
      const series = { record: subscription, period: 'month' as const, days };
      await this.context.core.duties.beginSeries(writing, 'supplySubscription', series);
      return subscription;
    });
  }

  end({ id, version }: SupplyChangeArgs): Promise<FigureSubscription> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const subscription = await writing.find('endFigureSubscription', FigureSubscription, id, version);
      subscription.refuseEnded();
      subscription.endedOn = dayAt(context.now);
      await context.core.duties.endSeries(writing, 'supplySubscription', subscription);
      return subscription;
    });
  }

  supplyMonth({ subscriptionId, month, input }: SupplySubscriptionArgs): Promise<FigureSupply> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const subscription = await writing.find('supplySubscription', FigureSubscription, subscriptionId);
      subscription.refuseEnded();
      const [first, last] = [dayAt(subscription.createdAt).slice(0, 7), dayAt(context.now).slice(0, 7)];
      if (month < first || month > last) throw badInput([outside(first, last)]);
      if (await writing.em.findOne(FigureSupply, { subscription: subscription.id, month })) throw isSupplied(month);
      const { department } = subscription;
      const supply = await this.supply(writing, input, { subscription, month, department });
      await context.core.duties.fulfil(writing, 'supplySubscription', { record: subscription, period: month });
      return supply;
    });
  }

  private async supply(
    writing: Writing,
    { figures, remarks }: SupplyInput,
    of: Pick<FigureSupply, 'department'> & Partial<Pick<FigureSupply, 'request' | 'subscription' | 'month'>>,
  ): Promise<FigureSupply> {
    const { lines, label, compartments, problems } = await readFigures(writing, figures);
    if (problems.length > 0) throw badInput(problems);
    const supply = writing.em.create(FigureSupply, {
      ...of,
      suppliedBy: this.me(writing),
      remarks: remarks?.trim() || null,
      label,
      compartments,
    });
    for (const [i, line] of lines.entries())
      writing.em.create(SuppliedFigure, { ...line, supply, place: i + 1, label, compartments });
    return supply;
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

/** By department, of what the viewer sees; the least punctual first. */
export async function supplyRates(context: Context, { from, to }: SupplyRatesArgs): Promise<FigureSupplyRate[]> {
  if (to < from || to > addMonths(from, 120))
    throw badInput([
      {
        path: 'to',
        message: {
          en: 'Give a day from then on, ten years later at most.',
          zh: '请填写不早于起始日、且不超过十年的日期。',
        },
      },
    ]);
  const rows = await context.database.read<
    Omit<FigureSupplyRate, 'department' | 'onTimeRate'> & { department: string }
  >(context, {
    sql: `select coalesce(r.department_id, s.department_id) as department, count(*)::integer as due,
          count(*) filter (where d.fulfilled_at < d.due_at)::integer as "inTime",
          count(*) filter (where d.fulfilled_at >= d.due_at)::integer as late,
          count(*) filter (where d.fulfilled_at is null and d.due_at <= $3)::integer as overdue,
          count(*) filter (where d.fulfilled_at is null and d.due_at > $3)::integer as open
        from duties.duty d
          left join mch_statistics.figure_request r on d.record_type = 'FigureRequest' and r.id = d.record_id
          left join mch_statistics.figure_subscription s on d.record_type = 'FigureSubscription' and s.id = d.record_id
        where d.name in ('supplyFigures', 'supplySubscription') and d.waived_at is null and d.due_at > $1 and d.due_at <= $2
          and (r.id is not null or s.id is not null)
        group by 1 order by overdue desc, late desc, 1 limit 500`,
    parameters: [beginningOf(from).toISOString(), endOf(to).toISOString(), context.now.toISOString()],
  });
  return rows.map(({ department, ...counts }) => {
    const over = counts.due - counts.open;
    return { ...counts, department: { id: department }, onTimeRate: over > 0 ? counts.inTime / over : null };
  });
}

const isOver: Problem = {
  path: 'input.neededOn',
  message: { en: 'Give today or a later day.', zh: '请填写今天或之后的日期。' },
};

const outside = (first: string, last: string): Problem => ({
  path: 'month',
  message: { en: `Give a month from ${first} to ${last}.`, zh: `请填写 ${first} 至 ${last} 之间的月份。` },
});

const isSupplied = (month: string) =>
  conflict({
    en: `${month} is supplied already, and stays as it is. What changed since, supply on a request of the department.`,
    zh: `${month} 的数据已提供，不再变更。此后的变化请由科室另行申请。`,
  });
