import type { Label } from '../access/labels.js';
import type { SignedInContext } from '../context.js';
import type { Writing } from '../database/writing.js';
import { invalidState, notFound } from '../errors.js';
import { zhOf } from '../languages/enumTitles.js';
import type { Message } from '../languages/message.js';
import { ApprovalStatus, ApprovalVerdict } from './approvalEnums.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';
import { decideTask } from './decisions.js';
import { currentStep, holds, isComplete, type StepProgress } from './progress.js';
import { takeTask } from './takenTask.js';

/** An approved request lapses when nobody has used it for so many days. */
export const permitDays = 30;

/** For an outcome: nothing happens yet. Whoever carries it out uses the approved request, once. */
export const permitOnce = async (): Promise<void> => undefined;

/** What an approved request said. */
export interface Permit {
  requestId: string;
  form: Record<string, unknown>;
  /** For whom it is. */
  personId: string;
  /** Who approved it, in order. */
  approvedBy: string[];
}

interface Used extends Omit<Permit, 'requestId' | 'personId'> {
  state: string;
  person: string;
  /** As it is now. */
  label: Label;
  steps: StepProgress[];
}

/**
 * Uses an approved request about a record that the caller has found visible.
 *
 * @throws NOT_FOUND for another kind or record, INVALID_STATE where it is not approved, used already, has lapsed, or takes
 *   somebody more since its record was raised
 */
export async function usePermit(
  { em, context }: Writing,
  name: string,
  requestId: string,
  recordId: string,
): Promise<Permit> {
  await em.flush();
  const [row] = await em.execute<{ used: Used | null }[]>('select approvals.use(?::uuid, ?, ?::uuid, ?, ?) as used', [
    requestId,
    name,
    recordId,
    permitDays,
    context.now.toISOString(),
  ]);
  const used = row?.used;
  if (!used) throw notFound('ApprovalRequest');
  if (used.state !== ApprovalStatus.APPROVED) throw notUsable(used.state);
  const { label, form, steps } = used;
  const missing = steps.find((step) => holds(step.when, { label, form }) && !isComplete(step));
  if (missing) throw notEnough(missing.title);
  return { requestId, form, personId: used.person, approvedBy: used.approvedBy };
}

/**
 * Decides all steps of a request that somebody handed in on paper, in the name of whoever it was handed to.
 *
 * @throws FORBIDDEN where a step waits for somebody else, INVALID_STATE where one has to be signed
 */
export async function approveAtOnce(writing: Writing, request: ApprovalRequest): Promise<void> {
  const { viewer } = writing.context as SignedInContext;
  while (request.status === ApprovalStatus.RUNNING) {
    const step = currentStep(request.steps);
    const open = step?.signers.filter((signer) => signer.open) ?? [];
    const mine =
      open.find(({ role, person }) => (role ? viewer.roles.has(role) : person === viewer.personId)) ?? open[0];
    if (!step || !mine || step.act !== 'review') throw takesSignature(step?.title ?? request.definition.title);
    await decideTask(writing, await takeTask(writing, mine.id), ApprovalVerdict.APPROVE);
  }
}

const notUsable = (state: string) => {
  if (state === 'USED')
    return invalidState({
      en: 'This request was used already; it permits once. Make a new one.',
      zh: '该申请已使用，仅限一次。请重新申请。',
    });
  if (state === 'LAPSED')
    return invalidState({
      en: `This request was approved more than ${permitDays} days ago and has lapsed. Make a new one.`,
      zh: `该申请获批已超过 ${permitDays} 天，现已失效。请重新申请。`,
    });
  return invalidState({
    en: `The request is ${state}; it can be used once it is APPROVED.`,
    zh: `该申请的状态为“${zhOf(ApprovalStatus, state)}”，批准后方可使用。`,
  });
};

const notEnough = ({ en, zh }: Message) =>
  invalidState({
    en: `The record is more secret than when this request was approved; now it also takes: ${en}. Make a new request.`,
    zh: `申请获批后该记录的密级已提高，现须另经：${zh}。请重新申请。`,
  });

const takesSignature = ({ en, zh }: { en: string; zh: string }) =>
  invalidState({
    en: `It also takes a signature (${en}), which cannot be given here. Enter a request; once it is approved, go on with that.`,
    zh: `此外还须签字（${zh}），此处不能代签。请先提交申请，获批后再办理。`,
  });
