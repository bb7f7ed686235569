import { Indicator } from './indicator.entity.js';
import { upperReports } from './indicators.interpretations.js';
import { indicatorTables } from './indicators.migration.js';
import { IndicatorResolver } from './indicators.resolver.js';
import { IndicatorTerm, IndicatorTermBinding, IndicatorTermLine } from './indicatorTerm.entity.js';
import { termBindings } from './termBindings.migration.js';

/** What indicators add to the manifest. */
export const indicatorParts = {
  entities: [Indicator, IndicatorTerm, IndicatorTermBinding, IndicatorTermLine],
  reads: [Indicator, IndicatorTerm],
  resolvers: [IndicatorResolver],
  interpretations: [upperReports],
  migrations: [indicatorTables, termBindings],
};
