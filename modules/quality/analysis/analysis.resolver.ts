import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { addMonths, dayAt } from '../../../src/calendar/dates.js';
import type { Context } from '../../../src/context.js';
import { titlesIn } from '../../../src/languages/enumTitles.js';
import type { Message } from '../../../src/languages/message.js';
import { DefectCause } from '../feedback.enums.js';
import { AnalysisArgs, ForecastArgs } from './analysis.inputs.js';
import { QualityControlChart, QualityForecast, QualityMonth, QualityPareto } from './analysis.types.js';
import { controlChart } from './controlChart.js';
import { countByCause, countByCauseAndMonth, countByMonth, firstMonth } from './counts.js';
import { forecast } from './forecast.js';

const historyMonths = 24;
const mainCauses = 5;
const fewestForLimits = 20;

const all: Message = { en: 'All causes', zh: '全部原因' };

const titleOf = (cause: DefectCause | null, { locale }: Context): string =>
  cause ? (titlesIn(DefectCause) as Record<DefectCause, Message>)[cause][locale] : all[locale];

const presentMonth = ({ now }: Context): string => dayAt(now).slice(0, 7);

@Resolver()
export class AnalysisResolver {
  @Query(() => QualityPareto, {
    description: 'What causes the defects (P06.A02), of the reports of a period that you see and that were found true.',
  })
  async qualityPareto(@Args(() => AnalysisArgs) args: AnalysisArgs, @Ctx() context: Context): Promise<QualityPareto> {
    const counts = await countByCause(context, { ...args, product: args.product ?? null });
    const named = counts.flatMap(({ cause, n }) => (cause ? [{ cause, n }] : []));
    const total = counts.reduce((sum, { n }) => sum + n, 0);
    const analysed = named.reduce((sum, { n }) => sum + n, 0);
    let before = 0;
    const lines = named.map(({ cause, n }) => {
      before += n;
      const title = titleOf(cause, context);
      return { cause, title, count: n, share: n / analysed, cumulativeShare: before / analysed };
    });
    return { lines, total, unanalysed: total - analysed };
  }

  @Query(() => [QualityMonth], {
    description: 'Reports by month and what became of them (P06.A02), of those that you see.',
  })
  async qualityTrend(@Args(() => AnalysisArgs) args: AnalysisArgs, @Ctx() context: Context): Promise<QualityMonth[]> {
    const months = await countByMonth(context, { ...args, product: args.product ?? null });
    return months.map((month) => ({ ...month, isWhole: month.month < presentMonth(context) }));
  }

  @Query(() => QualityControlChart, {
    description:
      'Whether the reports by month are more or fewer than chance explains (P06.A02): u chart where the units of every month are known, else c chart, limits at three standard deviations (ISO 7870-2, GB/T 17989.2). Begins with the first month of which there is a report or units, at any time: months before it are no zeros. Of the reports that you see.',
  })
  async qualityControlChart(
    @Args(() => AnalysisArgs) args: AnalysisArgs,
    @Ctx() context: Context,
  ): Promise<QualityControlChart> {
    const product = args.product ?? null;
    const [months, first] = await Promise.all([
      countByMonth(context, { ...args, product }),
      firstMonth(context, product),
    ]);
    const whole = months
      .filter(({ month }) => first !== null && month >= first && month < presentMonth(context))
      .map(({ month, reported, untrue, units }) => ({ month, count: reported - untrue, units }));
    return { ...controlChart(whole), isTrial: whole.length < fewestForLimits };
  }

  @Query(() => [QualityForecast], {
    description:
      'What is to be expected of all reports and of the five main causes (P06.A02), with the error that such forecasts had. Of the reports that you see.',
  })
  async qualityForecast(
    @Args(() => ForecastArgs) { product, months: ahead }: ForecastArgs,
    @Ctx() context: Context,
  ): Promise<QualityForecast[]> {
    const { counts, months } = await countByCauseAndMonth(context, historyMonths, product ?? null);
    const first = `${presentMonth(context)}-01`;
    const coming = Array.from({ length: ahead }, (_, i) => addMonths(first, i).slice(0, 7));
    const totals = new Map<DefectCause | null, number>();
    for (const { cause, n } of counts) totals.set(cause, (totals.get(cause) ?? 0) + n);
    const main = [...totals]
      .flatMap(([cause, n]) => (cause ? [{ cause, n }] : []))
      .sort((a, b) => b.n - a.n || (a.cause < b.cause ? -1 : 1))
      .slice(0, mainCauses);
    return [null, ...main.map(({ cause }) => cause)].map((cause) => {
      const history = months.map((month) =>
        counts.reduce((sum, one) => (one.month === month && (!cause || one.cause === cause) ? sum + one.n : sum), 0),
      );
      const expected = forecast(history);
      return {
        cause,
        title: titleOf(cause, context),
        history,
        ...expected,
        months: expected.enough ? coming : [],
        unanalysed: totals.get(null) ?? 0,
      };
    });
  }
}
