import { Indicator } from './indicator.entity.js';
import { upperReports } from './indicators.interpretations.js';
import { indicatorTables } from './indicators.migration.js';
import { IndicatorResolver } from './indicators.resolver.js';
import { IndicatorTerm, IndicatorTermLine } from './indicatorTerm.entity.js';

/** What indicators add to the manifest. */
export const indicatorParts = {
  entities: [Indicator, IndicatorTerm, IndicatorTermLine],
  reads: [Indicator, IndicatorTerm],
  resolvers: [IndicatorResolver],
  interpretations: [upperReports],
  migrations: [indicatorTables],
};
