import { randomUUID } from 'node:crypto';
import { dominates, type Label } from '../access/labels.js';
import type { Message } from '../languages/message.js';
import type { ApprovalStep, When } from './approval.js';

/** Somebody of a step: whoever holds a role, or one person. */
export interface Signer {
  /** Also the id of the task while it is open. */
  id: string;
  role?: string;
  /** The role has to be held in this department or above it. */
  department?: string;
  person?: string;
  open: boolean;
  /** ISO 8601. */
  since?: string;
  dueAt?: string;
  approval?: { by: string; for?: string; at: string };
}

/** A step as the request began with it, and how far it is. */
export interface StepProgress extends Pick<ApprovalStep, 'name' | 'clause' | 'act' | 'when' | 'dueWorkingDays'> {
  title: Message;
  mode: 'all' | 'any';
  escalateTo?: string;
  /** Who asked for it beside the definition (加签). */
  addedBy?: string;
  signers: Signer[];
}

/** What conditions look at. */
export interface Circumstances {
  label: Label;
  form: Record<string, unknown>;
}

/** When a step that opens now is due; undefined where it never is. */
export type DueAt = (workingDays: number | undefined) => string | undefined;

export const holds = (when: When | undefined, { label, form }: Circumstances): boolean =>
  !when ||
  ((when.labelFrom === undefined || dominates(label, when.labelFrom)) &&
    Object.entries(when.form ?? {}).every(([field, content]) => form[field] === content) &&
    (when.anyOf === undefined || when.anyOf.some((one) => holds(one, { label, form }))));

export const isComplete = ({ mode, signers }: StepProgress): boolean =>
  mode === 'any' ? signers.some(({ approval }) => approval) : signers.every(({ approval }) => approval);

export const currentStep = (steps: readonly StepProgress[]): StepProgress | undefined =>
  steps.find(({ signers }) => signers.some(({ open }) => open));

export function signerOf(
  steps: readonly StepProgress[],
  id: string,
): { step: StepProgress; signer: Signer } | undefined {
  for (const step of steps) {
    const signer = step.signers.find((one) => one.id === id);
    if (signer) return { step, signer };
  }
  return undefined;
}

/**
 * Opens the first step that applies and is not complete, whichever that is by now: a step that was left out because the
 * record was not classified is asked after all once it is. Answers false where none is left.
 */
export function advance(steps: StepProgress[], now: Circumstances, at: string, dueAt: DueAt): boolean {
  const next = steps.find((step) => holds(step.when, now) && !isComplete(step));
  for (const step of steps)
    for (const signer of step.signers) {
      signer.open = step === next && !signer.approval;
      if (!signer.open || signer.since) continue;
      signer.since = at;
      const due = dueAt(step.dueWorkingDays);
      if (due) signer.dueAt = due;
    }
  return next !== undefined;
}

/** From this step on everything is asked anew, by tasks of their own; signers who were added in between fall away. */
export function beginAnewFrom(steps: readonly StepProgress[], index: number): StepProgress[] {
  const later = steps.slice(index).filter(({ addedBy }, i) => i === 0 || !addedBy);
  return [...steps.slice(0, index), ...later.map((step) => ({ ...step, signers: step.signers.map(unasked) }))];
}

const unasked = ({ role, department, person }: Signer): Signer => ({
  id: randomUUID(),
  open: false,
  ...(role ? { role } : {}),
  ...(department ? { department } : {}),
  ...(person ? { person } : {}),
});

export function closeAll(steps: readonly StepProgress[]): void {
  for (const { signers } of steps) for (const signer of signers) signer.open = false;
}

/** A step of one person before or after another one, with its clause and its way of deciding. */
export function addSigner(
  steps: readonly StepProgress[],
  beside: StepProgress,
  { person, addedBy, isBefore }: { person: string; addedBy: string; isBefore: boolean },
): StepProgress[] {
  const index = steps.indexOf(beside);
  const { title, clause, act, dueWorkingDays } = beside;
  const names = new Set(steps.map(({ name }) => name));
  let count = 1;
  while (names.has(`${beside.name}+${count}`)) count += 1;
  const added: StepProgress = {
    name: `${beside.name}+${count}`,
    title,
    clause,
    act,
    mode: 'all',
    addedBy,
    signers: [unasked({ id: '', open: false, person })],
    ...(dueWorkingDays === undefined ? {} : { dueWorkingDays }),
    ...(beside.escalateTo === undefined ? {} : { escalateTo: beside.escalateTo }),
  };
  return steps.toSpliced(isBefore ? index : index + 1, 0, added);
}

/** Where the signatories of a definition are found for one record and one applicant. */
export interface Places {
  record: string | undefined;
  applicant: string | undefined;
  keeper: string | undefined;
}

/** The steps of a definition, with nobody asked yet. */
export const stepsFor = (steps: readonly ApprovalStep[], places: Places): StepProgress[] =>
  steps.map(({ by, mode = 'all', ...step }) => ({
    ...step,
    mode,
    signers: by.map(({ role, in: place = 'anywhere', keeper }) => {
      const department = place === 'anywhere' ? undefined : places[place];
      return unasked({
        id: '',
        open: false,
        ...(role ? { role } : {}),
        ...(department ? { department } : {}),
        ...(keeper && places.keeper ? { person: places.keeper } : {}),
      });
    }),
  }));
