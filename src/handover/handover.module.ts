import type { MetadataStorage } from '@mikro-orm/core';
import { ApprovalDelegation } from '../approvals/approvalDelegation.entity.js';
import { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import { ApprovalTask } from '../approvals/approvalTask.entity.js';
import { Duty } from '../duties/duty.entity.js';
import { defineDuty } from '../duties/duty.js';
import { defineModule, type EntityClass, type Module } from '../module.js';
import { FileLoan } from '../records/loans/fileLoan.entity.js';
import { Handover } from './handover.entity.js';
import { migrations } from './handover.migrations.js';
import { permissionsOf } from './handover.permissions.js';
import { HandoverResolver } from './handover.resolver.js';
import { HandoverItem } from './handoverItem.entity.js';
import { clauseOf } from './handoverLine.js';
import { followingTriggers, handoverFunctions } from './heldThings.js';
import { beginBeforeRoleEnds, takeOverBeforeRoleEnds } from './roleEnding.js';
import { takeOverFiles } from './takeover.approval.js';

const signing = (clause: string) =>
  defineDuty({
    name: 'signHandover',
    title: { en: 'Take over what somebody hands over who moves or leaves', zh: '接收调离人员的移交' },
    clause,
    subject: Handover,
    within: { workingDays: 5 },
    by: 'UNIT_HEAD',
    remindBefore: [{ workingDays: 1 }],
    escalateTo: 'GENERAL_MANAGER',
  });

/** What people hold in the concepts of the core; the modules say what they hold beside. */
const lines = [
  {
    name: 'openDuties',
    title: { en: 'Open duties', zh: '未完成的义务' },
    entity: Duty,
    holder: 'person',
    titled: 'name',
    open: 'r.fulfilled_at is null and r.waived_at is null',
  },
  {
    name: 'filesOnLoan',
    title: { en: 'Files on loan', zh: '借阅未还的档案' },
    entity: FileLoan,
    holder: 'borrower',
    titled: 'title',
    open: 'r.returned_at is null',
    settledBy: { en: 'give them back: returnFile', zh: '归还：returnFile' },
  },
  {
    name: 'runningRequests',
    title: { en: 'Requests for approval', zh: '审批中的申请' },
    entity: ApprovalRequest,
    holder: 'applicant',
    titled: 'name',
    open: `r.status in ('RUNNING', 'RETURNED')`,
    settledBy: { en: 'wait for the decision, or withdrawApproval', zh: '等待审批结果，或 withdrawApproval' },
  },
  {
    name: 'decisionsWaiting',
    title: { en: 'Decisions that wait for the person by name', zh: '指名待办的审批' },
    entity: ApprovalTask,
    holder: 'person',
    titled: 'name',
    settledBy: { en: 'decideApproval or returnApproval', zh: 'decideApproval 或 returnApproval' },
  },
  {
    name: 'delegations',
    title: { en: 'Delegations', zh: '审批委托' },
    entity: ApprovalDelegation,
    holder: 'person',
    open: 'r.valid_until > now',
    settledBy: { en: 'endApprovalDelegation', zh: 'endApprovalDelegation 结束' },
  },
];

/** Handing over on moving or leaving. Always on; what is held the modules say. */
export const handover = defineModule({
  name: 'handover',
  title: { en: 'Handing over', zh: '工作移交' },
  description: 'Whoever moves or leaves hands over what they hold; until it is signed nobody leaves.',
  requires: ['access', 'approvals', 'audit', 'duties', 'records'],
  entities: [Handover, HandoverItem],
  reads: [Handover, HandoverItem],
  resolvers: [HandoverResolver],
  permissions: permissionsOf(undefined),
  handover: { lines },
  migrations,
  adapt: (modules: readonly Module[]) => {
    const clause = clauseOf(modules);
    return {
      permissions: permissionsOf(clause),
      approvals: clause ? [takeOverFiles(clause)] : [],
      duties: clause ? [signing(clause), takeOverBeforeRoleEnds(clause)] : [],
      reactions: clause ? [beginBeforeRoleEnds] : [],
      triggers: (entity: EntityClass, metadata: MetadataStorage) =>
        entity === Handover ? [...handoverFunctions(modules, metadata), ...followingTriggers(modules, metadata)] : [],
    };
  },
});
