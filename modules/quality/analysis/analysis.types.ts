import { Field, Float, Int, ObjectType } from 'type-graphql';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { DefectCause } from '../feedback.enums.js';
import { ChartKind, ChartSignal } from './controlChart.js';
import { ForecastMethod } from './forecast.js';

registerTitledEnum(ChartKind, {
  name: 'QualityChartKind',
  values: {
    U: { title: { en: 'Reports per unit', zh: '单位缺陷数（u 图）' } },
    C: {
      title: { en: 'Reports per month', zh: '缺陷数（c 图）' },
      description: 'the units of some month are not known',
    },
  },
});

registerTitledEnum(ChartSignal, {
  name: 'QualityChartSignal',
  values: {
    BEYOND_LIMITS: { title: { en: 'Beyond the limits', zh: '超出控制限' } },
    RUN: { title: { en: 'Nine in a row on one side', zh: '连续九点在中心线同侧' } },
  },
});

registerTitledEnum(ForecastMethod, {
  name: 'QualityForecastMethod',
  values: {
    LAST_MONTH: { title: { en: 'As in the last month', zh: '同上月' } },
    MEAN_OF_THREE: { title: { en: 'Mean of three months', zh: '三个月移动平均' } },
    SMOOTHING: { title: { en: 'Exponential smoothing, weight 0.3', zh: '指数平滑（权重 0.3）' } },
  },
});

@ObjectType({ description: 'A cause of defects among the others (排列图).' })
export class QualityParetoLine {
  @Field(() => DefectCause)
  cause!: DefectCause;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => Int)
  count!: number;

  @Field(() => Float, { description: 'Of all with a named cause, 0 to 1.' })
  share!: number;

  @Field(() => Float, { description: 'Of this one and those before it, 0 to 1.' })
  cumulativeShare!: number;
}

@ObjectType({ description: 'Causes of the reports that were found true, most frequent first.' })
export class QualityPareto {
  @Field(() => [QualityParetoLine])
  lines!: QualityParetoLine[];

  @Field(() => Int, { description: 'Reports that were found true, in whole or in part.' })
  total!: number;

  @Field(() => Int, { description: 'Of these, so many have no named cause yet and stand in no line.' })
  unanalysed!: number;
}

@ObjectType({ description: 'What was reported in a month, by what became of it.' })
export class QualityMonth {
  @Field(() => String, { description: 'YYYY-MM.' })
  month!: string;

  @Field(() => Int)
  reported!: number;

  @Field(() => Int, { description: 'In whole or in part.' })
  foundTrue!: number;

  @Field(() => Int)
  untrue!: number;

  @Field(() => Int, { description: 'Not investigated yet.' })
  pending!: number;

  @Field(() => Int)
  closed!: number;

  @Field(() => Boolean, { description: 'The month is over.' })
  isWhole!: boolean;
}

@ObjectType()
export class QualityChartPoint {
  @Field(() => String, { description: 'YYYY-MM.' })
  month!: string;

  @Field(() => Int, { description: 'Reports that are not found untrue.' })
  count!: number;

  @Field(() => Int, { nullable: true, description: 'Units that went out, see recordOutput.' })
  units!: number | null;

  @Field(() => Float)
  value!: number;

  @Field(() => Float)
  lower!: number;

  @Field(() => Float)
  centre!: number;

  @Field(() => Float)
  upper!: number;

  @Field(() => ChartSignal, { nullable: true, description: 'Null: nothing but chance is to be seen in it.' })
  signal!: ChartSignal | null;
}

@ObjectType({ description: 'A control chart of reports by month (控制图).' })
export class QualityControlChart {
  @Field(() => ChartKind)
  kind!: ChartKind;

  @Field(() => [QualityChartPoint], { description: 'Whole months alone, from the first month on record.' })
  points!: QualityChartPoint[];

  @Field(() => Boolean, { description: 'Fewer than 20 months: the limits are those of a trial.' })
  isTrial!: boolean;
}

@ObjectType({ description: 'What is to be expected of a main cause, with the error of such forecasts (预测).' })
export class QualityForecast {
  @Field(() => DefectCause, { nullable: true, description: 'Null: all reports together.' })
  cause!: DefectCause | null;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => [Int], { description: 'Reports found true in the whole months before, oldest first, at most 24.' })
  history!: number[];

  @Field(() => Boolean, { description: 'False: fewer than 9 months or 10 reports; then nothing is forecast.' })
  enough!: boolean;

  @Field(() => ForecastMethod, { nullable: true, description: 'That of three which had the least error.' })
  method!: ForecastMethod | null;

  @Field(() => [String], { description: 'YYYY-MM. The value is the same for each of them.' })
  months!: string[];

  @Field(() => Float, { nullable: true, description: 'Reports in each of the months.' })
  value!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Between low and high in four months of five, if all goes on as before.',
  })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean absolute error in reports a month, of forecasts of the last 6 months each from those before. The method was chosen by it, so that it errs on the low side.',
  })
  meanAbsoluteError!: number | null;

  @Field(() => Float, { nullable: true, description: 'In per cent; null where one of the 6 months had no report.' })
  meanAbsolutePercentageError!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The mean absolute error of expecting what was in the last month.',
  })
  naiveError!: number | null;

  @Field(() => Int)
  testedMonths!: number;

  @Field(() => Int, {
    description: 'Reports found true of which no cause is named yet and which are in no line but that of all.',
  })
  unanalysed!: number;
}
