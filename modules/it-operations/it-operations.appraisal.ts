import { defineAppraisal } from '../../src/appraisal/appraisalDefinition.js';
import { AppraisalMeasure } from '../../src/appraisal/appraisalEnums.js';
import { ItFault } from './faults/itFault.entity.js';
import { head } from './it-operations.rules.js';
import { StaffMember } from './team/staffMember.entity.js';

/** P12.A03: rewards and penalties of information staff, proposed by the head and approved by the general manager. */
export const appraisal = defineAppraisal({
  appraise: head,
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理审批' },
      clause: 'P12.A03',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'review',
      dueWorkingDays: 5,
    },
  ],
  kinds: [
    {
      name: 'it-operations.goodYear',
      title: { en: 'Careful work in the year', zh: '年度履职优秀' },
      clause: 'P12.A03',
      measure: AppraisalMeasure.REWARD,
      points: { from: 1, to: 20 },
      amount: { from: 0, to: 10_000 },
      about: StaffMember,
    },
    {
      name: 'it-operations.promptRemoval',
      title: { en: 'Prompt removal of a fault', zh: '及时排除故障' },
      clause: 'P12.A03',
      measure: AppraisalMeasure.COMMENDATION,
      points: { from: 1, to: 10 },
      about: ItFault,
    },
    {
      name: 'it-operations.neglectedDuty',
      title: { en: 'Neglected duty', zh: '履职不到位' },
      clause: 'P12.A03',
      measure: AppraisalMeasure.PENALTY,
      points: { from: -20, to: -1 },
      amount: { from: 0, to: 5000 },
      about: StaffMember,
    },
    {
      name: 'it-operations.againstProcedure',
      title: { en: 'Work against the procedures', zh: '违反操作规程' },
      clause: 'P12.A03',
      measure: AppraisalMeasure.CRITICISM,
      points: { from: -10, to: -1 },
      about: StaffMember,
    },
  ],
});
