import { clause } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { beginningOf } from '../../../src/calendar/dates.js';
import { head } from '../it-operations.rules.js';
import { TrainingPlan } from './trainingPlan.entity.js';

/** P12.A04: the plan of a year is approved by the general manager. */
export const approveTrainingPlan = defineApproval<{ year: number; title: string; content: string }>({
  name: 'approveTrainingPlan',
  version: 1,
  title: { en: 'Training plan of a year', zh: '年度培训计划' },
  subject: TrainingPlan,
  form: {
    year: { en: 'Year', zh: '年度' },
    title: { en: 'Title', zh: '标题' },
    content: { en: 'What is to be reached', zh: '内容' },
  },
  oneAtATime: true,
  mayApply: clause('P12.A04', head),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理审批' },
      clause: 'P12.A04',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'review',
      dueWorkingDays: 5,
    },
  ],
  outcome: async (writing, request) => {
    const { em, context } = writing;
    await em.execute('select it_operations.approve_training_plan(?)', [request.id]);
    const plan = await em.findOneOrFail(TrainingPlan, { id: request.recordId });
    const { duties } = context.core;
    await duties.fulfil(writing, 'planTraining', { period: String(plan.year - 1) });
    await duties.begin(writing, 'carryOutTraining', { record: plan, from: beginningOf(`${plan.year}-12-31`) });
  },
});
