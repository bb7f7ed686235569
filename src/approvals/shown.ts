import { localized } from '../graphql/errorGate.js';
import type { Locale } from '../languages/message.js';
import type { ApprovalAct } from './approvalEnums.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';
import type { ApprovalFormEntry, ApprovalSigner, ApprovalStepType, DecidedApproval } from './approvals.types.js';
import type { Decided } from './decisions.js';
import { holds, isComplete, type Signer, type StepProgress } from './progress.js';

const ref = (id: string | undefined) => (id ? { id } : null);
const date = (text: string | undefined) => (text ? new Date(text) : null);

export const shownForm = ({ form, definition }: ApprovalRequest, locale: Locale): ApprovalFormEntry[] =>
  Object.entries(definition.form).map(([name, title]) => ({ name, title: title[locale], value: plain(form[name]) }));

function plain(content: unknown): string | null {
  if (content === null || content === undefined) return null;
  return typeof content === 'object' ? JSON.stringify(content) : String(content);
}

export const shownSteps = (request: ApprovalRequest, stuck: readonly string[], locale: Locale): ApprovalStepType[] =>
  request.steps.map((step: StepProgress) => ({
    name: step.name,
    title: step.title[locale],
    clause: step.clause,
    act: step.act.toUpperCase() as ApprovalAct,
    needsAll: step.mode === 'all',
    applies: holds(step.when, request),
    isComplete: isComplete(step),
    addedBy: ref(step.addedBy),
    signers: step.signers.map((signer) => shownSigner(signer, stuck)),
  }));

const shownSigner = (signer: Signer, stuck: readonly string[]): ApprovalSigner => ({
  taskId: signer.id,
  role: signer.role ?? null,
  department: ref(signer.department),
  person: ref(signer.person),
  isOpen: signer.open,
  nobodyLeft: signer.open && stuck.includes(signer.id),
  dueAt: date(signer.dueAt),
  approvedBy: ref(signer.approval?.by),
  approvedFor: ref(signer.approval?.for),
  approvedAt: date(signer.approval?.at),
});

export function shownDecision({ taskId, request, error }: Decided, locale: Locale): DecidedApproval {
  if (!error) return { taskId, request, error };
  const { message, extensions } = localized(error, locale);
  const { code, clause = null, remedy = null } = extensions as Record<string, string>;
  return { taskId, request, error: { code: code!, message, clause, remedy } };
}
