import type { Context } from '../../context.js';
import { badInput, type Problem } from '../../errors.js';
import { departmentsBelow, inTheFuture, noDepartment } from './compliance.js';
import { dutiesThen } from './dutiesThen.js';
import { type EvidencePage, type FoundEvidence, type Paging, pageOfEvidence } from './evidence.js';

export interface OpenDutiesArguments extends Paging {
  at: Date;
  clause?: string | null | undefined;
  departmentId?: string | null | undefined;
}

/** What was due or breached at a moment: begun by then, and neither done nor waived. */
export async function openDutiesAsOf(
  context: Context,
  { at, clause, departmentId, ...paging }: OpenDutiesArguments,
): Promise<EvidencePage<FoundEvidence>> {
  const departments = departmentId ? await departmentsBelow(context, departmentId) : undefined;
  const problems: Problem[] = [
    ...(at > context.now ? [inTheFuture('at')] : []),
    ...(departments?.length === 0 ? [noDepartment] : []),
  ];
  if (problems.length > 0) throw badInput(problems);
  const ofDepartment = departments ? 'd.department_id = any ($3::uuid[])' : '$3::uuid[] is null';
  const from = dutiesThen(() => `d.ended_at > $1 and ($2::text is null or d.clause = $2) and ${ofDepartment}`);
  const parameters = [at.toISOString(), clause ?? null, departments ?? null];
  return pageOfEvidence(context, { from, time: 'due_at', where: ['true'], parameters }, paging);
}
