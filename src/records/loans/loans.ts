import { Department } from '../../access/department.entity.js';
import { isKeptApart } from '../../access/labels.js';
import { Person } from '../../access/person.entity.js';
import type { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import { approveAtOnce, type Permit, usePermit } from '../../approvals/permits.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { writtenDeadline } from '../../duties/dutyNotices.js';
import { badInput, conflict } from '../../errors.js';
import type { ArchiveDefinition } from '../archiveDefinition.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { readerOf } from '../readers.js';
import { FileLoan } from './fileLoan.entity.js';
import type { LoanInput } from './loans.inputs.js';

/** What the form of an approved request holds. */
type LoanForm = Pick<LoanInput, 'titles' | 'copies' | 'purpose' | 'reason' | 'signedBy'>;

/** The loan register. A loan follows an approved request, and begins the duty to return the file. */
export class Loans {
  constructor(private readonly context: SignedInContext) {}

  request({ fileId, borrowerId, ...form }: LoanInput): Promise<ApprovalRequest> {
    const { database, core, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('requestLoan', ArchiveFile, fileId);
      file.stillThere();
      await borrowerOf(writing, file, borrowerId);
      const beneficiaryId = borrowerId.toLowerCase() === viewer.personId ? undefined : borrowerId;
      const { approvals } = this.archiveOf(file);
      return core.approvals.request(writing, approvals.loan, {
        record: recordOf(file),
        form: trimmed(form),
        beneficiaryId,
      });
    });
  }

  /** The borrower stands at the counter with the paper: request, approval and loan in one transaction. */
  lendAtCounter({ fileId, borrowerId, ...form }: LoanInput): Promise<FileLoan> {
    const { database, core } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('lendFile', ArchiveFile, fileId);
      file.stillThere();
      const { unit } = await borrowerOf(writing, file, borrowerId);
      await refuseOnLoan(writing, file);
      const { approvals } = this.archiveOf(file);
      const request = await core.approvals.request(writing, approvals.loan, {
        record: recordOf(file),
        form: trimmed(form),
        onPaperOf: { id: borrowerId.toLowerCase(), department: unit },
      });
      await approveAtOnce(writing, request);
      return this.lend(writing, file, await usePermit(writing, approvals.loan, request.id, file.id));
    });
  }

  lendOnRequest(fileId: string, requestId: string): Promise<FileLoan> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('lendOnRequest', ArchiveFile, fileId);
      file.stillThere();
      await refuseOnLoan(writing, file);
      return this.lend(
        writing,
        file,
        await usePermit(writing, this.archiveOf(file).approvals.loan, requestId, file.id),
      );
    });
  }

  giveBack(id: string, version: number, condition: string | null): Promise<FileLoan> {
    const { database, core, viewer, now } = this.context;
    return database.write(this.context, async (writing) => {
      const loan = await writing.find('returnFile', FileLoan, id, version);
      loan.giveBack(writing.em.getReference(Person, viewer.personId), now, condition);
      const { duties } = core.archives.get(loan.subjectType)!;
      await core.duties.fulfil(writing, duties.returnLoan, { record: { id: loan.file.id } });
      return loan;
    });
  }

  private async lend(writing: Writing, file: ArchiveFile, permit: Permit): Promise<FileLoan> {
    const { em } = writing;
    const { core, viewer, now } = this.context;
    const { unit } = await borrowerOf(writing, file, permit.personId);
    const { duties } = this.archiveOf(file);
    const { titles = null, copies, purpose, reason, signedBy } = permit.form as unknown as LoanForm;
    const department = unit === null ? null : em.getReference(Department, unit);
    const loan = em.create(FileLoan, {
      file,
      subjectType: file.subjectType,
      title: file.title,
      titles,
      copies,
      purpose,
      reason,
      signedBy,
      requestId: permit.requestId,
      borrower: em.getReference(Person, permit.personId),
      unit: department,
      lentBy: em.getReference(Person, viewer.personId),
      lentAt: now,
      dueAt: (await core.duties.deadlineOf(writing, duties.returnLoan, now)).dueAt,
      label: file.label,
      compartments: file.compartments,
      keeper: file.keeper,
    });
    await core.duties.begin(writing, duties.returnLoan, { record: file, person: { id: permit.personId }, department });
    return loan;
  }

  private archiveOf({ subjectType }: ArchiveFile): ArchiveDefinition {
    return this.context.core.archives.get(subjectType)!;
  }
}

/** Somebody who may have the file; its keeper has it already. */
async function borrowerOf(writing: Writing, file: ArchiveFile, borrowerId: string) {
  if (isKeptApart(file.label) && file.keeper?.id === borrowerId.toLowerCase())
    throw badInput([
      {
        path: 'input.borrowerId',
        message: {
          en: 'This person keeps the file and needs no loan. Name somebody else.',
          zh: '此人即保管人，无须借阅，请另选他人。',
        },
      },
    ]);
  return readerOf(writing, file, borrowerId, 'input.borrowerId');
}

/** The second of two at once waits here and then sees the loan of the first. */
async function refuseOnLoan({ em }: Writing, file: ArchiveFile): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`loan of ${file.id}`]);
  const open = await em.findOne(FileLoan, { file: file.id, returnedAt: null });
  if (!open) return;
  const due = writtenDeadline(open.dueAt);
  throw conflict({
    en: `The file ${file.number} is on loan and due back on ${due}. Sign that loan off with returnFile first.`,
    zh: `档案 ${file.number} 已借出，应于 ${due} 归还。请先用 returnFile 注销该外借。`,
  });
}

/** What approvals ask of a record. */
export const recordOf = ({ id, unit }: ArchiveFile) => ({ id, department: unit });

const trimmed = ({ titles, copies, purpose, reason, signedBy }: LoanForm): LoanForm => ({
  titles: titles?.trim() || null,
  copies,
  purpose: purpose.trim(),
  reason: reason.trim(),
  signedBy: signedBy.trim(),
});
