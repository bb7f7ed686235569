import { MissingKind } from '../access/conditions.js';
import type { Denials } from '../access/denials.js';
import type { Context, SignedInContext } from '../context.js';
import { uuid, type Writing } from '../database/writing.js';
import { type Denial, forbidden, invalidState, notFound, type ZhiduError } from '../errors.js';
import { zhOf } from '../languages/enumTitles.js';
import { joined } from '../languages/message.js';
import type { Approval } from './approval.js';
import { ApprovalEventKind, ApprovalStatus } from './approvalEnums.js';
import { ApprovalEvent } from './approvalEvent.entity.js';
import { ApprovalRequest } from './approvalRequest.entity.js';
import { ApprovalTask } from './approvalTask.entity.js';
import { type Signer, type StepProgress, signerOf } from './progress.js';

/** An open task in the hands of somebody who may decide it; its request is locked until the commit. */
export interface TakenTask {
  request: ApprovalRequest;
  approval: Approval;
  step: StepProgress;
  signer: Signer;
  /** In whose place, where not by an own right. */
  forPerson: string | undefined;
}

/** @throws NOT_FOUND where nothing of it is visible; INVALID_STATE where it was decided; FORBIDDEN where somebody else decides */
export async function takeTask(writing: Writing, taskId: string): Promise<TakenTask> {
  const { em, context } = writing;
  const { approvals } = context.core;
  const task = uuid.test(taskId) ? await em.findOne(ApprovalTask, { id: taskId }) : null;
  if (!task) throw await whyNot(writing, taskId);
  // Whoever decides at the same moment waits here, and reads what the other left.
  await em.execute('select from approvals.request r where r.id = ? for update', [task.request.id]);
  const [right] = await em.execute<{ own: boolean; acts_for: string | null }[]>(
    `select t.waits_for && approvals.own_keys() as own, approvals.acts_for(t.waits_for, t.applicant_id, t.beneficiary_id) as acts_for
     from approvals.task t where t.id = ?`,
    [taskId],
  );
  const request = await em.findOne(ApprovalRequest, { id: task.request.id }, { refresh: true });
  const found = request && signerOf(request.steps, taskId);
  if (!right || !request || !found?.signer.open) throw await whyNot(writing, taskId);
  const forPerson = right.own ? undefined : (right.acts_for ?? undefined);
  return { request, approval: approvals.carriedOut(request), ...found, forPerson };
}

/** Of a task that is not there for the viewer: says no more than the request itself shows. */
async function whyNot({ em, context }: Writing, taskId: string): Promise<ZhiduError> {
  const { core, viewer } = context as SignedInContext;
  const request = uuid.test(taskId)
    ? await em.findOne(ApprovalRequest, { taskIds: { $contains: [taskId] } }, { refresh: true })
    : null;
  if (!request) return notFound('ApprovalTask');
  core.approvals.carriedOut(request);
  const found = signerOf(request.steps, taskId);
  if (request.status !== ApprovalStatus.RUNNING || !found?.signer.open) return decidedAlready(em, request, taskId);
  const { step, signer } = found;
  const denial = denialOf(core.denials, request.concerns(viewer.personId), signer.role, step.clause);
  const refused = {
    en: `You may not decide the step ${step.title.en}.`,
    zh: `您无权办理“${step.title.zh}”这一步。`,
  };
  return forbidden(joined([refused, ...denial.missing.map(({ message }) => message)]), denial);
}

function denialOf(denials: Denials, isOwn: boolean, role: string | null | undefined, clause: string): Denial {
  if (isOwn) return denials.lacking({ kind: MissingKind.SOMEBODY_ELSE, property: 'applicant' }, clause);
  if (role) return denials.lacking({ kind: MissingKind.ROLE, anyOf: [role] }, clause);
  return denials.lacking({ kind: MissingKind.OWNER, property: 'person' }, clause);
}

/** For explainAccess: of an open task that is not the viewer's, in a request that the viewer sees. */
export async function taskOfSomebodyElse(context: Context, taskId: string): Promise<Denial | undefined> {
  const [found] = await context.database.read<{ own: boolean; role: string | null; clause: string }>(context, {
    sql: `select $2 in (r.applicant_id::text, r.beneficiary_id::text) or $2::uuid = any (r.barred) as own, s->>'role' as role, e->>'clause' as clause
      from approvals.request r, jsonb_array_elements(r.steps) e, jsonb_array_elements(e->'signers') s
      where r.task_ids @> array[$1::text] and r.status = 'RUNNING' and s->>'id' = $1 and (s->>'open')::boolean`,
    parameters: [taskId, context.viewer.personId],
  });
  return found && denialOf(context.core.denials, found.own, found.role, found.clause);
}

async function decidedAlready(em: Writing['em'], request: ApprovalRequest, taskId: string): Promise<ZhiduError> {
  const decision = await em.findOne(
    ApprovalEvent,
    { taskId },
    { populate: ['person'], orderBy: { createdAt: 'desc' } },
  );
  if (decision?.person)
    return invalidState({
      en: `${decision.person.displayName} has decided it already: ${decision.kind}. Read the request again with approvalRequest.`,
      zh: `${decision.person.displayName} 已办理：${zhOf(ApprovalEventKind, decision.kind)}。请用 approvalRequest 重新查看。`,
    });
  return invalidState({
    en: `It waits for nobody any more: the request is ${request.status} in round ${request.round}. Read it again with approvalRequest.`,
    zh: `该待办已失效：申请现为“${zhOf(ApprovalStatus, request.status)}”，第 ${request.round} 轮。请用 approvalRequest 重新查看。`,
  });
}
