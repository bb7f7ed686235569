import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { readerOf } from '../readers.js';
import { Carriage } from './carriage.entity.js';
import type { AllowCopyInput, RecordCarriageInput } from './copies.inputs.js';
import { FileCopy } from './fileCopy.entity.js';

/** The registers of copies and of what is carried. */
export class Copies {
  constructor(private readonly context: SignedInContext) {}

  allow({ fileId, ...order }: AllowCopyInput): Promise<FileCopy> {
    return this.context.database.write(this.context, async (writing) =>
      allowCopy(writing, await writing.find('allowCopy', ArchiveFile, fileId), order),
    );
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

/** Enters a copy that the caller allows; for the outcome of an approval as well. Having a file on loan allows none. */
export async function allowCopy(
  writing: Writing,
  file: ArchiveFile,
  { kind, part, copies, purpose, receiverId }: Omit<AllowCopyInput, 'fileId'>,
): Promise<FileCopy> {
  const { em, context } = writing;
  file.stillThere();
  await readerOf(writing, file, receiverId, 'input.receiverId');
  return em.create(FileCopy, {
    ...of(file),
    kind,
    part: part.trim(),
    copies,
    purpose: purpose.trim(),
    receiver: em.getReference(Person, receiverId),
    allowedBy: em.getReference(Person, context.viewer.personId!),
  });
}

const of = (file: ArchiveFile) => ({
  file,
  subjectType: file.subjectType,
  label: file.label,
  compartments: file.compartments,
  keeper: file.keeper,
});
