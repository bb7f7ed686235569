import type { SignedInContext } from '../context.js';
import { translate } from '../database/translate.js';
import type { Writing } from '../database/writing.js';
import { badInput, internalError, ZhiduError } from '../errors.js';
import { ApprovalEventKind, ApprovalStatus, ApprovalVerdict, SignerPlace } from './approvalEnums.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';
import type { AddApprovalSignerArgs, DecideApprovalInput, ReturnApprovalArgs } from './approvals.inputs.js';
import { note } from './history.js';
import { refuseWhoMayNotBeTold } from './mayBeTold.js';
import { addSigner, beginAnewFrom, closeAll, holds } from './progress.js';
import { type TakenTask, takeTask } from './takenTask.js';

/** How one of several decisions ended. */
export interface Decided {
  taskId: string;
  request: { id: string } | null;
  error: ZhiduError | null;
}

/** What whoever is asked does with a task. */
export class Decisions {
  constructor(private readonly context: SignedInContext) {}

  async decide(decision: DecideApprovalInput, password: string | null | undefined): Promise<ApprovalRequest> {
    const confirmed = await this.confirm(password);
    return this.carryOut(decision, confirmed, 'input');
  }

  /** Each for itself: what one refuses does not stop the others. */
  async decideAll(decisions: readonly DecideApprovalInput[], password: string | null | undefined): Promise<Decided[]> {
    const confirmed = await this.confirm(password);
    const answers: Decided[] = [];
    for (const [i, decision] of decisions.entries()) {
      const { taskId } = decision;
      try {
        const { id } = await this.carryOut(decision, confirmed, `inputs.${i}`);
        answers.push({ taskId, request: { id }, error: null });
      } catch (error) {
        answers.push({ taskId, request: null, error: await this.refused(error, taskId) });
      }
    }
    return answers;
  }

  /** Back to an earlier step, which then goes on from there, or to the applicant. What is signed beside it in the same step falls away. */
  return({ taskId, toStep, comment }: ReturnApprovalArgs): Promise<ApprovalRequest> {
    return this.write(async (writing) => {
      const { request, step, forPerson } = await takeTask(writing, taskId);
      const from = request.steps.indexOf(step);
      const to = toStep ? request.steps.findIndex(({ name }) => name === toStep) : from;
      const earlier = request.steps.slice(0, from).filter((one) => holds(one.when, request));
      if (toStep && !earlier.some(({ name }) => name === toStep)) throw noEarlierStep(earlier.map(({ name }) => name));
      request.steps = beginAnewFrom(request.steps, to);
      if (toStep) {
        request.round += 1;
        await this.approvals.open(writing, request);
      } else {
        closeAll(request.steps);
        request.status = ApprovalStatus.RETURNED;
        request.returnedFrom = from;
      }
      const kind = ApprovalEventKind.RETURNED;
      await note(writing, request, { kind, step, toStep: toStep ?? null, taskId, forPerson, comment });
      await (toStep ? this.approvals.moved(writing, request) : this.approvals.notApproved(writing, request));
      return request;
    });
  }

  addSigner({ taskId, personId, place, comment }: AddApprovalSignerArgs): Promise<ApprovalRequest> {
    return this.write(async (writing) => {
      const { request, step, forPerson } = await takeTask(writing, taskId);
      await refuseWhoMayNotBeTold(writing, request, [personId], 'personId', true);
      request.steps = addSigner(request.steps, step, {
        person: personId,
        addedBy: this.context.viewer.personId,
        isBefore: place === SignerPlace.BEFORE,
      });
      await this.approvals.open(writing, request);
      const kind = ApprovalEventKind.SIGNER_ADDED;
      await note(writing, request, { kind, step, taskId, forPerson, toPerson: personId, comment });
      return request;
    });
  }

  private carryOut(
    { taskId, verdict, comment }: DecideApprovalInput,
    confirmed: boolean,
    path: string,
  ): Promise<ApprovalRequest> {
    return this.write(async (writing) => {
      const taken = await takeTask(writing, taskId);
      if (verdict === ApprovalVerdict.REJECT && !comment?.trim()) throw noReason(path);
      if (taken.step.act !== 'review' && !confirmed) throw noPassword();
      return decideTask(writing, taken, verdict, comment);
    });
  }

  /** Looked at before anything is locked; a wrong one counts like a failure to sign in. */
  private async confirm(password: string | null | undefined): Promise<boolean> {
    if (typeof password !== 'string') return false;
    if (await this.context.core.access.signIn.confirms(this.context, password)) return true;
    throw badInput([
      {
        path: 'password',
        message: {
          en: 'This is not your password, or there were too many attempts. Nothing was decided.',
          zh: '密码不正确，或尝试次数过多。未作任何决定。',
        },
      },
    ]);
  }

  private async refused(error: unknown, taskId: string): Promise<ZhiduError> {
    const { core, log, requestId } = this.context;
    const known = translate(error);
    if (!(known instanceof ZhiduError)) {
      log.error({ err: error, taskId }, 'a decision failed');
      return internalError(requestId);
    }
    const { code, clause } = known.extensions as { code: string; clause?: string };
    if (code === 'FORBIDDEN' || code === 'NOT_FOUND')
      await core.audit.log.soon(this.context, {
        action: 'refused',
        type: 'ApprovalTask',
        id: taskId,
        clause,
        label: this.context.viewer.clearance,
        compartments: this.context.viewer.compartments,
        after: { code },
      });
    return known;
  }

  private get approvals() {
    return this.context.core.approvals;
  }

  private write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.context.database.write(this.context, work);
  }
}

/** Decides a task in the caller's transaction, and carries the outcome out where it was the last. */
export async function decideTask(
  writing: Writing,
  taken: TakenTask,
  verdict: ApprovalVerdict,
  comment?: string | null,
): Promise<ApprovalRequest> {
  const { request, step, signer, forPerson } = taken;
  const kind = verdict === ApprovalVerdict.APPROVE ? ApprovalEventKind.APPROVED : ApprovalEventKind.REJECTED;
  const goesOn = verdict === ApprovalVerdict.APPROVE && (await approve(writing, taken));
  if (!goesOn)
    request.end(
      verdict === ApprovalVerdict.APPROVE ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED,
      writing.context.now,
    );
  await note(writing, request, { kind, step, taskId: signer.id, forPerson, comment });
  if (goesOn) await writing.context.core.approvals.moved(writing, request);
  if (request.status === ApprovalStatus.APPROVED) await taken.approval.outcome(writing, request);
  if (request.status === ApprovalStatus.REJECTED) await writing.context.core.approvals.notApproved(writing, request);
  return request;
}

/** Answers whether somebody else has to be asked. */
function approve(writing: Writing, { request, signer, forPerson }: TakenTask): Promise<boolean> {
  const { core, now, viewer } = writing.context as SignedInContext;
  const approval = { by: viewer.personId, at: now.toISOString(), ...(forPerson ? { for: forPerson } : {}) };
  request.steps = request.steps.map((step) => ({
    ...step,
    signers: step.signers.map((one) => (one.id === signer.id ? { ...one, approval } : one)),
  }));
  return core.approvals.open(writing, request);
}

const noReason = (path: string) =>
  badInput([{ path: `${path}.comment`, message: { en: 'Say why you refuse.', zh: '不同意的，请说明理由。' } }]);

const noPassword = () =>
  badInput([
    {
      path: 'password',
      message: { en: 'This step is signed: give your password.', zh: '此步骤须签字：请输入您的密码。' },
    },
  ]);

const noEarlierStep = (names: readonly string[]) =>
  badInput([
    {
      path: 'toStep',
      message:
        names.length > 0
          ? {
              en: `Give one of the steps that come before: ${names.join(', ')}; or leave it out to return it to the applicant.`,
              zh: `请给出之前的步骤之一：${names.join('、')}；省略则退回申请人。`,
            }
          : {
              en: 'There is no step before: leave it out to return it to the applicant.',
              zh: '之前没有步骤：请省略，即退回申请人。',
            },
    },
  ]);
