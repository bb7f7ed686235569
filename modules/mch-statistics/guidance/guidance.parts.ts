import { answerAdvice, guidanceInterval, guideDepartment } from './guidance.duties.js';
import { guidanceFollows, guidance as migration } from './guidance.migration.js';
import { GuidanceResolver } from './guidance.resolver.js';
import { GuidanceVisit } from './guidanceVisit.entity.js';
import { GuidedDepartment } from './guidedDepartment.entity.js';

/** What guidance of departments adds to the manifest. */
export const guidance = {
  entities: [GuidedDepartment, GuidanceVisit],
  reads: [GuidedDepartment, GuidanceVisit],
  resolvers: [GuidanceResolver],
  duties: [guideDepartment, answerAdvice],
  interpretations: [guidanceInterval],
  migrations: [migration, guidanceFollows],
};
