import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, invalidState } from '../../errors.js';
import { DisposalAction } from '../archiveDefinition.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { DispositionReview, ReviewDecision } from './dispositionReview.entity.js';
import { LegalHold } from './legalHold.entity.js';
import type { ReviewFileInput } from './retention.inputs.js';
import { classOf, retentionEnd, today } from './schedule.js';

/** Closing files, reviewing those whose retention has ended, and holding them back. */
export class Retention {
  constructor(private readonly context: SignedInContext) {}

  close(id: string, version: number, closedOn: string | null): Promise<ArchiveFile> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('closeFile', ArchiveFile, id, version);
      file.stillThere();
      if (this.context.core.archives.get(file.subjectType)!.findingAid.closedOn) throw closesItself(file);
      if (closedOn !== null && closedOn > today(this.context))
        throw badInput([
          { path: 'closedOn', message: { en: 'Give today or a day before.', zh: '请给出今天或之前的日期。' } },
        ]);
      file.closedOn = closedOn;
      file.retentionEndsOn = retentionEnd(closedOn, classOf(this.context, file));
      file.destructionDecided = false;
      return file;
    });
  }

  review(id: string, version: number, input: ReviewFileInput): Promise<ArchiveFile> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('reviewFile', ArchiveFile, id, version);
      file.stillThere();
      refuseEarly(this.context, file);
      const { formerClass } = this.decide(file, input);
      const decidedBy = writing.em.getReference(Person, this.context.viewer.personId);
      const { decision, reason } = input;
      writing.em.create(DispositionReview, {
        ...ofFile(file),
        decision,
        reason: reason.trim(),
        formerClass,
        decidedBy,
      });
      return file;
    });
  }

  hold(fileId: string, reason: string): Promise<LegalHold> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('placeHold', ArchiveFile, fileId);
      file.stillThere();
      await lockDisposal(writing, file.id);
      const placedBy = writing.em.getReference(Person, this.context.viewer.personId);
      return writing.em.create(LegalHold, { ...ofFile(file), reason: reason.trim(), placedBy });
    });
  }

  lift(id: string, version: number, reason: string): Promise<LegalHold> {
    return this.context.database.write(this.context, async (writing) => {
      const hold = await writing.find('liftHold', LegalHold, id, version);
      hold.lift(writing.em.getReference(Person, this.context.viewer.personId), this.context.now, reason.trim());
      return hold;
    });
  }

  private decide(file: ArchiveFile, { decision, retentionClass }: ReviewFileInput): { formerClass: string } {
    const formerClass = file.retentionClass;
    if (decision === ReviewDecision.DESTROY) {
      if (classOf(this.context, file).action === DisposalAction.KEEP)
        throw invalidState({ en: 'A file that is kept for ever is not destroyed.', zh: '永久保管的档案不得销毁。' });
      file.destructionDecided = true;
      return { formerClass };
    }
    const classes = this.context.core.archives.get(file.subjectType)!.retentionClasses;
    if (!retentionClass || !Object.hasOwn(classes, retentionClass))
      throw badInput([
        {
          path: 'input.retentionClass',
          message: {
            en: `Give one of: ${Object.keys(classes).join(', ')}.`,
            zh: `请给出其中之一：${Object.keys(classes).join('、')}。`,
          },
        },
      ]);
    file.retentionClass = retentionClass;
    file.retentionEndsOn = retentionEnd(file.closedOn, classOf(this.context, file));
    file.destructionDecided = false;
    return { formerClass };
  }
}

/** @throws INVALID_STATE before the retention of a file has ended */
export function refuseEarly(context: SignedInContext, { number, retentionEndsOn }: ArchiveFile): void {
  if (retentionEndsOn !== null && retentionEndsOn <= today(context)) return;
  throw invalidState(
    retentionEndsOn === null
      ? {
          en: `The retention of ${number} has no end: the file is open (closeFile) or kept for ever.`,
          zh: `档案 ${number} 的保管期限没有终止日：档案尚未结案（closeFile），或永久保管。`,
        }
      : {
          en: `The retention of ${number} lasts until ${retentionEndsOn}.`,
          zh: `档案 ${number} 的保管期限至 ${retentionEndsOn}。`,
        },
  );
}

const closesItself = ({ number }: ArchiveFile) =>
  invalidState({
    en: `The record of ${number} itself says when nothing more comes in. Close or reopen the record.`,
    zh: `档案 ${number} 随其记录结案或重新启用，请在该记录上办理。`,
  });

/** A hold and a destruction of the same file wait for each other. */
export const lockDisposal = async ({ em }: Writing, fileId: string): Promise<void> =>
  void (await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`disposal of ${fileId}`]));

/** What everything that hangs on a file has of it. */
export const ofFile = (file: ArchiveFile) => ({
  file,
  subjectType: file.subjectType,
  label: file.label,
  compartments: file.compartments,
  keeper: file.keeper,
});
