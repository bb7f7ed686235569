import { clause, role, signedIn } from '../../../src/access/rules.js';
import { type Approval, defineApproval } from '../../../src/approvals/approval.js';
import { permitOnce } from '../../../src/approvals/permits.js';
import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { DisposalAction, defineRecords } from '../../../src/records/archiveDefinition.js';
import { FileFinding } from '../../../src/records/condition/fileFinding.entity.js';
import { refuseHeld } from '../../../src/records/retention/destructions.js';
import { section } from '../mch-statistics.roles.js';
import { MaterialVolume, VolumePiece } from './materialVolume.entity.js';

/** P11.A04 has volumes and says nothing of lending them. */
export const volumeLoanTerm = defineInterpretation({
  id: 'mch-statistics.volumeLoan',
  clause: 'P11.A04',
  question: { en: 'For how long is a volume of material lent?', zh: '资料卷册的借阅期限是多久？' },
  choices: {
    DAYS_7: { en: '7 days', zh: '7 日' },
    DAYS_15: { en: '15 days', zh: '15 日' },
    DAYS_30: { en: '30 days', zh: '30 日' },
  },
  default: 'DAYS_15',
});

const decided = (
  name: string,
  title: Approval['title'],
  step: Pick<Approval['steps'][number], 'by' | 'act'>,
  form: Approval['form'],
  outcome: Approval['outcome'],
): Approval =>
  defineApproval({
    name,
    version: 1,
    title,
    subject: MaterialVolume,
    form,
    mayApply: clause('P11.A04', signedIn),
    steps: [
      {
        ...step,
        name: 'approval',
        title: { en: 'Approval', zh: '审批' },
        clause: 'P11.A04',
        mode: 'any',
        dueWorkingDays: 2,
      },
    ],
    outcome,
  });

const purpose = { en: 'Purpose', zh: '目的' };
const reason = { en: 'Reason', zh: '理由' };

export const volumeApprovals: Approval[] = [
  decided(
    'lendMaterialVolume',
    { en: 'Loan of a volume of statistics', zh: '借阅统计资料卷册' },
    { by: [{ role: 'MCH_STATISTICIAN' }, { role: 'MCH_SECTION_HEAD' }], act: 'review' },
    {
      titles: { en: 'What of the volume', zh: '资料名称' },
      copies: { en: 'Pieces', zh: '份数' },
      purpose,
      reason,
      signedBy: { en: "Signed by the head of the borrower's unit", zh: '所在单位负责人' },
    },
    permitOnce,
  ),
  decided(
    'copyMaterialVolume',
    { en: 'Copy or excerpt of a volume of statistics', zh: '复制、摘抄统计资料卷册' },
    { by: [{ role: 'MCH_SECTION_HEAD' }], act: 'review' },
    {
      kind: { en: 'Kind', zh: '方式' },
      part: { en: 'What is copied', zh: '内容' },
      copies: { en: 'Copies', zh: '份数' },
      purpose,
    },
    permitOnce,
  ),
  decided(
    'destroyMaterialVolume',
    { en: 'Destruction of a volume of statistics', zh: '销毁统计资料卷册' },
    { by: [{ role: 'MCH_DIRECTOR' }], act: 'sign' },
    {
      number: { en: 'File number', zh: '档案编号' },
      reason,
      firstWitnessId: { en: 'First witness (id)', zh: '监销人一（id）' },
      secondWitnessId: { en: 'Second witness (id)', zh: '监销人二（id）' },
    },
    refuseHeld,
  ),
];

export const volumeDuties = [
  defineDuty({
    name: 'returnMaterialVolume',
    title: { en: 'Return the volume of statistics on loan', zh: '归还借阅的统计资料卷册' },
    clause: 'P11.A04',
    subject: MaterialVolume,
    within: {
      interpretation: volumeLoanTerm,
      terms: { DAYS_7: { days: 7 }, DAYS_15: { days: 15 }, DAYS_30: { days: 30 } },
    },
    remindBefore: [{ days: 1 }],
    escalateTo: 'MCH_SECTION_HEAD',
  }),
  defineDuty({
    name: 'repairMaterialVolume',
    title: { en: 'Repair the volume of statistics', zh: '修复统计资料卷册' },
    clause: 'P11.A04',
    subject: FileFinding,
    by: 'MCH_STATISTICIAN',
    within: { months: 1 },
  }),
];

/**
 * The volume is what stands on a shelf, is lent, kept and destroyed as a whole. A report is none: its figures stay in the
 * database for ever, with a reading register of their own.
 */
export const materialVolumes = defineRecords({
  entity: MaterialVolume,
  title: { en: 'Volumes of statistics', zh: '统计资料卷册' },
  findingAid: {
    number: 'fileNumber',
    title: 'title',
    category: 'materialClass',
    catalogueYear: 'year',
    volume: 'number',
    closedOn: 'boundOn',
  },
  retentionClasses: {
    'TJ-P': { title: { en: 'Permanent', zh: '永久' }, action: DisposalAction.KEEP },
    'TJ-30': {
      title: { en: 'Thirty years, then review', zh: '三十年，期满审查' },
      years: 30,
      action: DisposalAction.REVIEW,
    },
    'TJ-10': {
      title: { en: 'Ten years, then review', zh: '十年，期满审查' },
      years: 10,
      action: DisposalAction.REVIEW,
    },
  },
  retentionClass: 'TJ-30',
  // Which reports were in it, by number and hash, stays: they are filed all the same.
  erase: { properties: { title: '（已销毁）' }, rows: [[VolumePiece, 'volume', { title: '（已销毁）' }]] },
  permissions: {
    keep: section,
    lend: section,
    copy: role('MCH_SECTION_HEAD'),
    carry: section,
    dispose: role('MCH_SECTION_HEAD'),
    oversee: role('MCH_DIRECTOR', 'GENERAL_MANAGER'),
  },
  approvals: { loan: 'lendMaterialVolume', copy: 'copyMaterialVolume', destruction: 'destroyMaterialVolume' },
  duties: { returnLoan: 'returnMaterialVolume', repair: 'repairMaterialVolume' },
  clauses: {
    label: 'P11.A08',
    place: 'P11.A04',
    carrier: 'P11.A04',
    loan: 'P11.A04',
    return: 'P11.A04',
    copy: 'P11.A08',
    carry: 'P11.A08',
    disposal: 'P11.A04',
    content: 'P11.A08',
    repair: 'P11.A04',
    environment: 'P11.A04',
  },
});
