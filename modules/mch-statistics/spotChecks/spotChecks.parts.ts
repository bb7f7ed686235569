import { SpotCheck, SpotCheckItem } from './spotCheck.entity.js';
import { SpotCheckFinding } from './spotCheckFinding.entity.js';
import { SpotCheckPlan } from './spotCheckPlan.entity.js';
import { correctionTerm, correctSpotCheckFinding, spotCheckForm, spotCheckInterval } from './spotChecks.duties.js';
import { spotChecks as migration, plansFollow } from './spotChecks.migration.js';
import { SpotCheckResolver } from './spotChecks.resolver.js';

/** What spot checks add to the manifest. */
export const spotChecks = {
  entities: [SpotCheckPlan, SpotCheck, SpotCheckItem, SpotCheckFinding],
  reads: [SpotCheckPlan, SpotCheck, SpotCheckFinding],
  resolvers: [SpotCheckResolver],
  duties: [spotCheckForm, correctSpotCheckFinding],
  interpretations: [spotCheckInterval, correctionTerm],
  migrations: [migration, plansFollow],
};
