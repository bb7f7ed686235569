import { refusal } from './rates.interpretations.js';
import { RatesResolver } from './rates.resolver.js';
import { refusals as migration } from './refusals.migration.js';
import { RefusalResolver } from './refusals.resolver.js';
import { RefusedReport } from './refusedReport.entity.js';

/** What rates and refusals add to the manifest. */
export const rates = {
  entities: [RefusedReport],
  reads: [RefusedReport],
  resolvers: [RatesResolver, RefusalResolver],
  interpretations: [refusal],
  migrations: [migration],
};
