import { approveTrainingPlan } from './training.approval.js';
import { carryOutTraining, partialYear, planTraining, trainYearly } from './training.duties.js';
import { training as migration } from './training.migration.js';
import { TrainingResolver, TrainingSessionResolver } from './training.resolver.js';
import { TrainingAttendance } from './trainingAttendance.entity.js';
import { TrainingPlan } from './trainingPlan.entity.js';
import { TrainingSession } from './trainingSession.entity.js';

/** What training adds to the manifest. */
export const training = {
  entities: [TrainingPlan, TrainingSession, TrainingAttendance],
  reads: [TrainingPlan, TrainingSession, TrainingAttendance],
  resolvers: [TrainingResolver, TrainingSessionResolver],
  approvals: [approveTrainingPlan],
  duties: [planTraining, carryOutTraining, trainYearly],
  interpretations: [partialYear],
  migrations: [migration],
};
