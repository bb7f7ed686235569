import { clause, role, signedIn } from '../../../src/access/rules.js';
import { type Approval, defineApproval } from '../../../src/approvals/approval.js';
import { permitOnce } from '../../../src/approvals/permits.js';
import { defineDuty } from '../../../src/duties/duty.js';
import { DisposalAction, defineRecords } from '../../../src/records/archiveDefinition.js';
import { FileFinding } from '../../../src/records/condition/fileFinding.entity.js';
import { refuseHeld } from '../../../src/records/retention/destructions.js';
import { CaseFile } from './caseFile.entity.js';

const archivist = role('QUALITY_ARCHIVIST');

/** P06.A04 says that a case is filed and nothing of what becomes of the file: inspection decides, the general manager on destruction. */
const decided = (
  name: string,
  title: Approval['title'],
  by: string,
  form: Approval['form'],
  outcome: Approval['outcome'],
): Approval =>
  defineApproval({
    name,
    version: 1,
    title,
    subject: CaseFile,
    form,
    mayApply: clause('P06.A04', signedIn),
    steps: [
      { name: 'approval', title: { en: 'Approval', zh: '审批' }, clause: 'P06.A04', by: [{ role: by }], act: 'review' },
    ],
    outcome,
  });

const purpose = { en: 'Purpose', zh: '目的' };
const reason = { en: 'Reason', zh: '理由' };

export const filingApprovals: Approval[] = [
  decided(
    'lendQualityFile',
    { en: 'Loan of a quality file', zh: '借阅质量档案' },
    'QUALITY_INSPECTOR',
    {
      titles: { en: 'What of the file', zh: '资料名称' },
      copies: { en: 'Pieces', zh: '份数' },
      purpose,
      reason,
      signedBy: { en: "Signed by the head of the borrower's unit", zh: '所在单位负责人' },
    },
    permitOnce,
  ),
  decided(
    'copyQualityFile',
    { en: 'Copy or excerpt of a quality file', zh: '复制、摘抄质量档案' },
    'QUALITY_INSPECTOR',
    {
      kind: { en: 'Kind', zh: '方式' },
      part: { en: 'What is copied', zh: '内容' },
      copies: { en: 'Copies', zh: '份数' },
      purpose,
    },
    permitOnce,
  ),
  decided(
    'destroyQualityFile',
    { en: 'Destruction of a quality file', zh: '销毁质量档案' },
    'GENERAL_MANAGER',
    {
      number: { en: 'File number', zh: '档案编号' },
      reason,
      firstWitnessId: { en: 'First witness (id)', zh: '监销人一（id）' },
      secondWitnessId: { en: 'Second witness (id)', zh: '监销人二（id）' },
    },
    refuseHeld,
  ),
];

export const filingDuties = [
  defineDuty({
    name: 'returnQualityFile',
    title: { en: 'Return the quality file on loan', zh: '归还借阅的质量档案' },
    clause: 'P06.A04',
    subject: CaseFile,
    within: { days: 7 },
    remindBefore: [{ days: 1 }],
    escalateTo: 'QUALITY_ARCHIVIST',
  }),
  defineDuty({
    name: 'repairQualityFile',
    title: { en: 'Repair the quality file', zh: '修复质量档案' },
    clause: 'P06.A04',
    subject: FileFinding,
    by: 'QUALITY_ARCHIVIST',
    within: { months: 1 },
  }),
];

/** Closed cases are kept for ten years, then reviewed; whoever keeps the rooms checks those. */
export const qualityFiles = defineRecords({
  entity: CaseFile,
  title: { en: 'Quality files', zh: '质量档案' },
  findingAid: { number: 'number', title: 'title', category: 'category', unit: 'department' },
  retentionClasses: {
    'ZL-30': {
      title: { en: 'Thirty years, then review', zh: '三十年，期满审查' },
      years: 30,
      action: DisposalAction.REVIEW,
    },
    'ZL-10': {
      title: { en: 'Ten years, then review', zh: '十年，期满审查' },
      years: 10,
      action: DisposalAction.REVIEW,
    },
  },
  retentionClass: 'ZL-10',
  erase: { properties: { title: '（已销毁）', conclusion: null } },
  permissions: {
    keep: archivist,
    lend: archivist,
    copy: archivist,
    carry: archivist,
    dispose: archivist,
    oversee: role('GENERAL_MANAGER'),
  },
  approvals: { loan: 'lendQualityFile', copy: 'copyQualityFile', destruction: 'destroyQualityFile' },
  duties: { returnLoan: 'returnQualityFile', repair: 'repairQualityFile' },
  clauses: { loan: 'P06.A04', return: 'P06.A04', copy: 'P06.A04', disposal: 'P06.A04', content: 'P06.A04' },
});
