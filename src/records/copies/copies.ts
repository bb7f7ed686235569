import { Person } from '../../access/person.entity.js';
import type { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import { usePermit } from '../../approvals/permits.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput } from '../../errors.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { recordOf } from '../loans/loans.js';
import { readerOf } from '../readers.js';
import { Carriage } from './carriage.entity.js';
import type { CopyInput, RecordCarriageInput } from './copies.inputs.js';
import { FileCopy } from './fileCopy.entity.js';

/** The registers of copies and of what is carried. */
export class Copies {
  constructor(private readonly context: SignedInContext) {}

  request({ fileId, receiverId, ...form }: CopyInput): Promise<ApprovalRequest> {
    const { database, core, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('requestCopy', ArchiveFile, fileId);
      file.stillThere();
      await readerOf(writing, file, receiverId, 'input.receiverId');
      const beneficiaryId = receiverId.toLowerCase() === viewer.personId ? undefined : receiverId;
      const { approvals } = core.archives.get(file.subjectType)!;
      return core.approvals.request(writing, approvals.copy, {
        record: recordOf(file),
        form: trimmed(form),
        beneficiaryId,
      });
    });
  }

  copyOnRequest(fileId: string, requestId: string): Promise<FileCopy> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('copyOnRequest', ArchiveFile, fileId);
      file.stillThere();
      const { approvals } = this.context.core.archives.get(file.subjectType)!;
      const { form, personId, approvedBy } = await usePermit(writing, approvals.copy, requestId, file.id);
      return enter(writing, file, { ...(form as unknown as CopyForm), receiverId: personId }, approvedBy.at(-1)!);
    });
  }

  /** Whoever allows copies does so by word of mouth as well, and to nobody but others. */
  allow({ fileId, ...order }: CopyInput): Promise<FileCopy> {
    const { database, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const file = await writing.find('allowCopy', ArchiveFile, fileId);
      file.stillThere();
      if (order.receiverId.toLowerCase() === viewer.personId) throw toSelf();
      return enter(writing, file, { ...order, ...trimmed(order) }, viewer.personId);
    });
  }

  carry({ fileId, kind, carriedById, place, measures }: RecordCarriageInput): Promise<Carriage> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('recordCarriage', ArchiveFile, fileId);
      file.stillThere();
      await readerOf(writing, file, carriedById, 'input.carriedById');
      const carriedBy = writing.em.getReference(Person, carriedById);
      return writing.em.create(Carriage, {
        ...of(file),
        kind,
        carriedBy,
        place: place.trim(),
        measures: measures.trim(),
      });
    });
  }
}

type CopyForm = Pick<CopyInput, 'kind' | 'part' | 'copies' | 'purpose'>;

const trimmed = ({ kind, part, copies, purpose }: CopyForm): CopyForm => ({
  kind,
  part: part.trim(),
  copies,
  purpose: purpose.trim(),
});

/** Having the file on loan allows no copy: each is entered with whoever allowed it. */
async function enter(
  writing: Writing,
  file: ArchiveFile,
  { receiverId, ...copy }: CopyForm & { receiverId: string },
  allowedBy: string,
): Promise<FileCopy> {
  await readerOf(writing, file, receiverId, 'input.receiverId');
  const [receiver, allower] = [receiverId, allowedBy].map((id) => writing.em.getReference(Person, id)) as [
    Person,
    Person,
  ];
  return writing.em.create(FileCopy, { ...of(file), ...copy, receiver, allowedBy: allower });
}

const toSelf = () =>
  badInput([
    {
      path: 'input.receiverId',
      message: {
        en: 'Nobody allows a copy to themselves. Ask for it with requestCopy.',
        zh: '不能批准本人复制或摘抄，请用 requestCopy 申请。',
      },
    },
  ]);

const of = (file: ArchiveFile) => ({
  file,
  subjectType: file.subjectType,
  label: file.label,
  compartments: file.compartments,
  keeper: file.keeper,
});
