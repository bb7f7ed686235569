import { FaultMeasureResolver, FaultResolver } from './fault.resolver.js';
import { FaultMeasure } from './faultMeasure.entity.js';
import { closeFault, faultTerms, planFaultMeasures, restoreCriticalFault, restoreFault } from './faults.duties.js';
import { faults as migration } from './faults.migration.js';
import { ItFault } from './itFault.entity.js';

/** What faults add to the manifest. */
export const faults = {
  entities: [ItFault, FaultMeasure],
  reads: [ItFault, FaultMeasure],
  resolvers: [FaultResolver, FaultMeasureResolver],
  duties: [restoreCriticalFault, restoreFault, closeFault, planFaultMeasures],
  interpretations: [faultTerms],
  migrations: [migration],
};
