import { clause, or, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, looksOn, overseers } from '../it-operations.rules.js';
import { TrainingAttendance } from './trainingAttendance.entity.js';

const plans = clause('P12.A04', head);
const enters = clause('P12.A06', head);

export const trainingPermissions = definePermissions({
  calls: {
    Query: {
      trainingPlan: signedIn,
      trainingPlans: signedIn,
      trainingSession: signedIn,
      trainingSessions: signedIn,
      trainingAttendance: signedIn,
      trainingAttendances: signedIn,
      trainingStandings: clause('P12.A06', looksOn),
    },
    Mutation: {
      draftTrainingPlan: plans,
      concludeTrainingPlan: plans,
      holdTraining: enters,
      addTraining: enters,
      cancelTraining: plans,
      correctTrainingHours: enters,
    },
  },
  records: {
    concludeTrainingPlan: { type: 'TrainingPlan', does: 'update' },
    holdTraining: { type: 'TrainingSession', does: 'update' },
    cancelTraining: { type: 'TrainingSession', does: 'update' },
    correctTrainingHours: { type: 'TrainingAttendance', does: 'update' },
  },
  rows: {
    TrainingPlan: { read: clause('P12.A04', looksOn), write: plans },
    TrainingSession: { read: clause('P12.A04', looksOn), write: plans },
    TrainingAttendance: {
      read: clause('P12.A06', or(head, overseers, viewerOwns(TrainingAttendance, 'person'))),
      write: enters,
    },
  },
});
