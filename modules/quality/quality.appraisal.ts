import { role } from '../../src/access/rules.js';
import { defineAppraisal } from '../../src/appraisal/appraisalDefinition.js';
import { AppraisalMeasure } from '../../src/appraisal/appraisalEnums.js';
import { defineInterpretation } from '../../src/interpretations/interpretation.js';
import { FeedbackForm } from './feedbackForm.entity.js';

/** P06.A05 names neither points nor sums. */
export const penaltyPoints = defineInterpretation({
  id: 'quality.penaltyPoints',
  clause: 'P06.A05',
  question: {
    en: 'How many points does delayed or mishandled quality information cost?',
    zh: '耽误传递或处理质量信息不当的，扣多少分？',
  },
  choices: {
    STANDARD: { en: 'Criticism 2, penalty 5 points', zh: '批评扣 2 分，处罚扣 5 分' },
    STRICT: { en: 'Criticism 5, penalty 10 points', zh: '批评扣 5 分，处罚扣 10 分' },
  },
  default: 'STANDARD',
});

const criticism = { interpretation: penaltyPoints, points: { STANDARD: -2, STRICT: -5 } };
const penalty = { interpretation: penaltyPoints, points: { STANDARD: -5, STRICT: -10 } };

/** P06.A05: who delays quality information or mishandles it is criticised and penalised; the general manager decides. */
export const appraisal = defineAppraisal({
  appraise: role('QUALITY_INSPECTOR', 'SALES_DIRECTOR'),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理审批' },
      clause: 'P06.A05',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'review',
      dueWorkingDays: 5,
    },
  ],
  kinds: [
    {
      name: 'quality.delayCriticised',
      title: { en: 'Criticism for delay', zh: '耽误信息传递（批评）' },
      clause: 'P06.A05',
      measure: AppraisalMeasure.CRITICISM,
      points: criticism,
      about: FeedbackForm,
    },
    {
      name: 'quality.delayPenalised',
      title: { en: 'Penalty for delay', zh: '耽误信息传递（处罚）' },
      clause: 'P06.A05',
      measure: AppraisalMeasure.PENALTY,
      points: penalty,
      amount: { from: 0, to: 5000 },
      about: FeedbackForm,
    },
    {
      name: 'quality.mishandlingCriticised',
      title: { en: 'Criticism for mishandling', zh: '信息处理不当（批评）' },
      clause: 'P06.A05',
      measure: AppraisalMeasure.CRITICISM,
      points: criticism,
      about: FeedbackForm,
    },
    {
      name: 'quality.mishandlingPenalised',
      title: { en: 'Penalty for mishandling', zh: '信息处理不当（处罚）' },
      clause: 'P06.A05',
      measure: AppraisalMeasure.PENALTY,
      points: penalty,
      amount: { from: 0, to: 5000 },
      about: FeedbackForm,
    },
  ],
});
