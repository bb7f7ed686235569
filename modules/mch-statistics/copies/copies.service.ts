import { Person } from '../../../src/access/person.entity.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import type { Period } from '../../../src/calendar/deadline.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { copyDatabase, copyInterval, copyPlaces } from './copies.duties.js';
import { CopyContent } from './copies.enums.js';
import type { RegisterCopyArgs, RetireCopyArgs, VerifyCopyArgs } from './copies.inputs.js';
import { CopyVerification, DatabaseCopy } from './databaseCopy.entity.js';

interface KnownBackup {
  moment: string;
  product: string;
  code: string;
}

/** Copies of the database and of the programs: two, labelled, and shown to be of use (P11.A05). */
export class CopyService {
  constructor(private readonly context: SignedInContext) {}

  register({ input }: RegisterCopyArgs): Promise<DatabaseCopy> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const [marking, sum] = [input.marking.trim(), input.sum.trim().toLowerCase()];
      const known = input.content === CopyContent.DATABASE ? await backupOf(writing, sum) : undefined;
      if (input.content === CopyContent.DATABASE && !known) throw badInput([unknownBackup]);
      if (await em.findOne(DatabaseCopy, { marking })) throw sameMarking(marking);
      const copy = em.create(DatabaseCopy, {
        content: input.content,
        marking,
        place: input.place.trim(),
        medium: input.medium.trim(),
        sum,
        stateOf: known ? new Date(known.moment) : context.now,
        product: known?.product ?? input.product!.trim(),
        registeredBy: em.getReference(Person, context.viewer.personId),
      });
      await em.flush();
      if (await this.hasTwoOfThisPeriod(writing)) await context.core.duties.fulfil(writing, copyDatabase.name);
      return copy;
    });
  }

  verify({ id, version, input }: VerifyCopyArgs): Promise<DatabaseCopy> {
    const { context } = this;
    if (Boolean(input.code?.trim()) === Boolean(input.failure?.trim())) throw badInput([eitherOr]);
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const copy = await writing.find('verifyDatabaseCopy', DatabaseCopy, id, version);
      copy.refuseRetired();
      const failure = input.failure?.trim() || null;
      if (!failure && plain(input.code!) !== plain(await this.codeOf(writing, copy))) throw badInput([otherCode]);
      em.create(CopyVerification, {
        copy,
        passed: failure === null,
        failure,
        person: em.getReference(Person, context.viewer.personId),
      });
      copy.verifications += 1;
      if (failure) copy.failedAt = context.now;
      else Object.assign(copy, { verifiedAt: context.now, failedAt: null });
      if (!failure && copy.content === CopyContent.DATABASE)
        await context.core.duties.fulfil(writing, 'verifyDatabaseCopy');
      return copy;
    });
  }

  retire({ id, version, reason }: RetireCopyArgs): Promise<DatabaseCopy> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const copy = await writing.find('retireDatabaseCopy', DatabaseCopy, id, version);
      copy.refuseRetired();
      Object.assign(copy, { retiredOn: dayAt(context.now), retireReason: reason.trim() });
      return copy;
    });
  }

  private async codeOf(writing: Writing, { content, sum }: DatabaseCopy): Promise<string> {
    if (content === CopyContent.PROGRAMS) return sum;
    return (await backupOf(writing, sum))?.code ?? '';
  }

  /** Two copies that hold a state of the present period, in two places where they have to be. */
  private async hasTwoOfThisPeriod({ em }: Writing): Promise<boolean> {
    const { core, now } = this.context;
    const ask = askingOf(em);
    const [interval, places] = [
      await core.interpretations.choiceOf(ask, copyInterval.id),
      await core.interpretations.choiceOf(ask, copyPlaces.id),
    ];
    const { periods } = copyDatabase.calendar as { periods: Record<string, Period> };
    const since = beginningOf(periodOf(periods[interval]!, dayAt(now)).first);
    const copies = await em.find(DatabaseCopy, {
      content: CopyContent.DATABASE,
      stateOf: { $gte: since },
      failedAt: null,
      retiredOn: null,
    });
    const kept = new Set(copies.map(({ place }) => place.toLowerCase()));
    return copies.length >= 2 && (places === 'ANY_PLACE' || kept.size >= 2);
  }
}

const backupOf = async ({ em }: Writing, sum: string): Promise<KnownBackup | undefined> =>
  (await askingOf(em)<KnownBackup>('select moment, product, code from backups.known(?)', [sum]))[0];

/** However somebody types it. */
const plain = (code: string): string => code.replaceAll(/[\s-]/g, '').toUpperCase();

const unknownBackup: Problem = {
  path: 'input.sum',
  message: {
    en: 'No backup with this sum was taken of this database. npm run backup says the sum, and it stands at the end of the file: tail -c 64 FILE.',
    zh: '本数据库没有该校验和的备份。备份命令会给出校验和，它也是备份文件最后的 64 个字符。',
  },
};

const eitherOr: Problem = {
  path: 'input.code',
  message: {
    en: 'Give either the code or what went wrong.',
    zh: '请填写验证码，或填写失败情况，二者填一。',
  },
};

const otherCode: Problem = {
  path: 'input.code',
  message: {
    en: 'That is not the code of this backup. Read it again; if the command said it so, the copy holds something else: record that with failure.',
    zh: '验证码与该备份不符。请核对；若命令确实如此显示，说明备份内容不同，请在 failure 中登记。',
  },
};

const sameMarking = (marking: string) =>
  conflict({
    en: `A copy is labelled ${marking} already. Give this one a label of its own.`,
    zh: `已有标签为 ${marking} 的备份，请另用标签。`,
  });
