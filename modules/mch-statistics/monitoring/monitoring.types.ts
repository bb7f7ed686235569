import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { ManagementIndicator } from './managementIndicator.entity.js';
import { IndicatorTrend, ReadingState } from './monitoring.enums.js';

@ObjectType({ description: 'The value of a month.' })
export class DashboardPoint {
  @Field(() => String)
  month!: string;

  @Field(() => Float)
  value!: number;

  @Field(() => ReadingState)
  state!: ReadingState;
}

@ObjectType({ description: 'How an indicator stands in a department (监控看板).' })
export class DashboardRow {
  @Field(() => ManagementIndicator, { nullable: true })
  indicator!: { id: string };

  @Field(() => Department, { nullable: true })
  department!: { id: string };

  @Field(() => DashboardPoint, { description: 'The newest reading. An old month shows that readings are missing.' })
  latest!: DashboardPoint;

  @Field(() => Float, { nullable: true, description: 'Against the reading before; null without one.' })
  change!: number | null;

  @Field(() => IndicatorTrend, {
    nullable: true,
    description:
      'By the slope of a straight line through the readings of the months asked for (least squares); STEADY below 1 % of their mean a month; null with fewer than 3.',
  })
  trend!: IndicatorTrend | null;

  @Field(() => [DashboardPoint], { description: 'In the order of time.' })
  readings!: DashboardPoint[];

  @Field(() => Int, { description: 'Alerts that nobody has answered.' })
  openAlerts!: number;

  @Field(() => Int, { description: 'Of these those whose deadline is over.' })
  overdueAlerts!: number;
}
