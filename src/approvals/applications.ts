import type { SignedInContext } from '../context.js';
import type { Writing } from '../database/writing.js';
import { invalidState } from '../errors.js';
import { ApprovalEventKind, ApprovalStatus } from './approvalEnums.js';
import { ApprovalRequest } from './approvalRequest.entity.js';
import type { ResubmitApprovalArgs } from './approvals.inputs.js';
import { note } from './history.js';
import { refuseWhoMayNotBeTold } from './mayBeTold.js';

/** What the applicant does with a request. */
export class Applications {
  constructor(private readonly context: SignedInContext) {}

  /** Newest first, by keyset. */
  async mine(first: number, after: string | null | undefined, status: ApprovalStatus | null | undefined) {
    const rows = await this.context.database.read<{ id: string }>(this.context, {
      sql: `select r.id from approvals.request r
        where r.applicant_id = $1 and ($2::text is null or r.status = $2)
          and ($3::uuid is null or (r.created_at, r.id) < (select c.created_at, c.id from approvals.request c where c.id = $3))
        order by r.created_at desc, r.id desc limit $4`,
      parameters: [this.context.viewer.personId, status ?? null, after ?? null, first],
    });
    return rows.map(({ id }) => ({ id }));
  }

  resubmit({ id, version, comment, changes }: ResubmitApprovalArgs): Promise<ApprovalRequest> {
    const given = { id, version, changes, comment: comment ?? undefined };
    return this.write((writing) => this.context.core.approvals.resubmit(writing, 'resubmitApproval', given));
  }

  withdraw(id: string, version: number, comment: string | null | undefined): Promise<ApprovalRequest> {
    return this.write(async (writing) => {
      const request = await writing.find('withdrawApproval', ApprovalRequest, id, version);
      request.refuseUnless(ApprovalStatus.RUNNING, ApprovalStatus.RETURNED);
      request.end(ApprovalStatus.WITHDRAWN, this.context.now);
      await note(writing, request, { kind: ApprovalEventKind.WITHDRAWN, comment });
      await this.context.core.approvals.notApproved(writing, request);
      return request;
    });
  }

  urge(id: string): Promise<ApprovalRequest> {
    return this.write(async (writing) => {
      const request = await writing.find('urgeApproval', ApprovalRequest, id);
      request.refuseUnless(ApprovalStatus.RUNNING);
      const [row] = await writing.em.execute<{ urged: number }[]>('select approvals.urge(?, ?) as urged', [
        id,
        this.context.now.toISOString(),
      ]);
      if (row!.urged === 0)
        throw invalidState({
          en: 'You have urged within the last 24 hours. Wait a while, or speak with them.',
          zh: '24 小时内已催办过，请稍后再催，或直接联系办理人。',
        });
      await note(writing, request, { kind: ApprovalEventKind.URGED });
      return request;
    });
  }

  copy(id: string, personIds: readonly string[], comment: string | null | undefined): Promise<ApprovalRequest> {
    return this.write(async (writing) => {
      const request = await writing.find('copyApproval', ApprovalRequest, id);
      await refuseWhoMayNotBeTold(writing, request, personIds, 'personIds', false);
      const added = [...new Set(personIds)].filter((person) => !request.copied.includes(`person:${person}`));
      request.copied = [...request.copied, ...added.map((person) => `person:${person}`)];
      for (const toPerson of added) await note(writing, request, { kind: ApprovalEventKind.COPIED, toPerson, comment });
      return request;
    });
  }

  private write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.context.database.write(this.context, work);
  }
}
