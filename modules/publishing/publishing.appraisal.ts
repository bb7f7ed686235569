import { defineAppraisal } from '../../src/appraisal/appraisalDefinition.js';
import { AppraisalMeasure } from '../../src/appraisal/appraisalEnums.js';
import { defineInterpretation } from '../../src/interpretations/interpretation.js';
import { PortalItem } from './items/portalItem.entity.js';
import { office } from './publishing.roles.js';
import { PublishingViolation } from './violations/publishingViolation.entity.js';

/** P03.A01 asks for appraisal and names no points. */
export const itemPoints = defineInterpretation({
  id: 'publishing.itemPoints',
  clause: 'P03.A01',
  question: {
    en: 'How many points does an adopted item give its unit, and a late one take?',
    zh: '信息被采用、逾期报送各计多少分？',
  },
  choices: {
    STANDARD: { en: 'Adopted 2, late -1', zh: '采用 2 分，逾期 -1 分' },
    STRICT: { en: 'Adopted 1, late -2', zh: '采用 1 分，逾期 -2 分' },
  },
  default: 'STANDARD',
});

/** P03.A01: how units and officers do, ranked by quarter. */
export const appraisal = defineAppraisal({
  appraise: office,
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval', zh: '批准' },
      clause: 'P03.A01',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'review',
      dueWorkingDays: 5,
    },
  ],
  kinds: [
    {
      name: 'publishing.adopted',
      title: { en: 'Adopted item', zh: '信息采用' },
      clause: 'P03.A01',
      measure: AppraisalMeasure.POINTS,
      points: { interpretation: itemPoints, points: { STANDARD: 2, STRICT: 1 } },
      about: PortalItem,
      byItself: true,
    },
    {
      name: 'publishing.late',
      title: { en: 'Late item', zh: '逾期报送' },
      clause: 'P03.A04',
      measure: AppraisalMeasure.POINTS,
      points: { interpretation: itemPoints, points: { STANDARD: -1, STRICT: -2 } },
      about: PortalItem,
      byItself: true,
    },
    {
      name: 'publishing.violation',
      title: { en: 'Violation', zh: '信息发布违规' },
      clause: 'P03.A06',
      measure: AppraisalMeasure.POINTS,
      points: -10,
      about: PublishingViolation,
      byItself: true,
    },
    {
      name: 'publishing.commendation',
      title: { en: 'Commendation of an officer', zh: '表扬信息员' },
      clause: 'P03.A01',
      measure: AppraisalMeasure.COMMENDATION,
      points: { from: 1, to: 20 },
    },
    {
      name: 'publishing.reward',
      title: { en: 'Reward of an officer', zh: '奖励信息员' },
      clause: 'P03.A01',
      measure: AppraisalMeasure.REWARD,
      points: { from: 1, to: 20 },
      amount: { from: 100, to: 5000 },
    },
    {
      name: 'publishing.criticism',
      title: { en: 'Criticism', zh: '通报批评' },
      clause: 'P03.A06',
      measure: AppraisalMeasure.CRITICISM,
      points: { from: -20, to: -1 },
    },
  ],
});
