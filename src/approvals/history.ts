import { Person } from '../access/person.entity.js';
import type { Writing } from '../database/writing.js';
import { ApprovalAct, type ApprovalEventKind } from './approvalEnums.js';
import { ApprovalEvent } from './approvalEvent.entity.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';
import type { StepProgress } from './progress.js';

export interface Happening {
  kind: ApprovalEventKind;
  step?: StepProgress;
  toStep?: string | null;
  taskId?: string;
  /** In whose place. */
  forPerson?: string | undefined;
  toPerson?: string | undefined;
  comment?: string | null | undefined;
}

/** Writes what happened into the request's history and, with the clause, into the audit; both commit with it. */
export async function note(writing: Writing, request: ApprovalRequest, happening: Happening): Promise<void> {
  const { em, context } = writing;
  const { kind, step, toStep = null, taskId, forPerson, toPerson, comment } = happening;
  const person = (id: string | undefined) => (id ? em.getReference(Person, id) : null);
  em.create(ApprovalEvent, {
    request,
    kind,
    person: person(context.viewer.personId),
    forPerson: person(forPerson),
    toPerson: person(toPerson),
    round: request.round,
    step: step?.name ?? null,
    toStep,
    act: step ? (step.act.toUpperCase() as ApprovalAct) : null,
    clause: step?.clause ?? null,
    comment: comment?.trim() || null,
    taskId: taskId ?? null,
  });
  await em.flush();
  const { id, label, compartments, name, round, recordType, recordId } = request;
  const after = {
    name,
    recordType,
    recordId,
    round,
    step: step?.name,
    act: step?.act,
    toStep,
    forPerson,
    toPerson,
    comment,
  };
  await em.execute('select audit.append(?::json)', [
    JSON.stringify([
      {
        action: `approval ${kind.toLowerCase().replaceAll('_', ' ')}`,
        type: 'ApprovalRequest',
        id,
        label,
        compartments,
        clause: step?.clause,
        after,
      },
    ]),
  ]);
}
