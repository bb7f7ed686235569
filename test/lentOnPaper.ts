import { pending } from './explainingApprovals.js';
import type { TestPlatform } from './harness.js';

/** Enters an open loan to the keeper of a file, which no mutation gives, so that from SECRET up nobody else sees it. */
export async function lentOnPaper(platform: TestPlatform, file: string, borrower: string): Promise<void> {
  await platform.owner(
    `insert into records.loan (id, created_at, updated_at, label, file_id, subject_type, title, copies, purpose, reason, signed_by, request_id, borrower_id, lent_by_id, lent_at, due_at)
     select gen_random_uuid(), now(), now(), label, id, subject_type, title, 1, '续约', '洽谈', '孙国强', $2, $3, $3, now() - interval '1 day', now() + interval '2 days' from records.file where id = $1`,
    [file, await pending(platform, 'lendCustomerFile', file), await platform.personId(borrower)],
  );
}
