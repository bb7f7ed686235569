import { Department } from '../../access/department.entity.js';
import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { conflict } from '../../errors.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { readerOf } from '../readers.js';
import { FileLoan } from './fileLoan.entity.js';
import { loanDue } from './loanPeriod.js';

export interface LoanOrder {
  borrowerId: string;
  reason: string;
  copies: number;
}

/** The loan register. */
export class Loans {
  constructor(private readonly context: SignedInContext) {}

  lend(fileId: string, order: LoanOrder): Promise<FileLoan> {
    return this.context.database.write(this.context, async (writing) =>
      lend(writing, await writing.find('lendFile', ArchiveFile, fileId), order),
    );
  }

  giveBack(id: string, version: number, condition: string | null): Promise<FileLoan> {
    return this.context.database.write(this.context, async (writing) => {
      const loan = await writing.find('returnFile', FileLoan, id, version);
      loan.giveBack(writing.em.getReference(Person, this.context.viewer.personId), this.context.now, condition);
      return loan;
    });
  }
}

/** Enters a loan in the register; for the outcome of an approval as well as for the counter. @throws CONFLICT while it is on loan */
export async function lend(
  writing: Writing,
  file: ArchiveFile,
  { borrowerId, reason, copies }: LoanOrder,
): Promise<FileLoan> {
  const { em, context } = writing;
  file.stillThere();
  const { unit } = await readerOf(writing, file, borrowerId, 'input.borrowerId');
  // The second of two at once waits here and then sees the loan of the first.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`loan of ${file.id}`]);
  const open = await em.findOne(FileLoan, { file: file.id, returnedAt: null });
  if (open)
    throw conflict({
      en: `The file ${file.number} is on loan and due back on ${dayOf(open.dueAt)}. Sign that loan off with returnFile first.`,
      zh: `档案 ${file.number} 已借出，应于 ${dayOf(open.dueAt)} 归还。请先用 returnFile 注销该外借。`,
    });
  return em.create(FileLoan, {
    file,
    subjectType: file.subjectType,
    title: file.title,
    copies,
    reason: reason.trim(),
    borrower: em.getReference(Person, borrowerId),
    unit: unit === null ? null : em.getReference(Department, unit),
    lentBy: em.getReference(Person, context.viewer.personId!),
    lentAt: context.now,
    dueAt: loanDue(context.now),
    label: file.label,
    compartments: file.compartments,
    keeper: file.keeper,
  });
}

const dayOf = (moment: Date): string => new Date(moment.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
