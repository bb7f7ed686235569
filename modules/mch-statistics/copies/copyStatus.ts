import type { SignedInContext } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import type { Message } from '../../../src/languages/message.js';
import { copyInterval, copyPlaces, daysOf, verificationInterval } from './copies.duties.js';
import { CopyContent } from './copies.enums.js';
import type { CopyStatus } from './copies.types.js';

type Counted = Omit<CopyStatus, 'gaps'> & { failed: string[] };

const counted = `select content, count(*) filter (where failed_at is null)::int as copies,
    count(distinct lower(place)) filter (where failed_at is null)::int as places,
    max(state_of) filter (where failed_at is null) as "stateOf",
    max(verified_at) filter (where failed_at is null) as "verifiedAt",
    coalesce(array_agg(marking order by marking) filter (where failed_at is not null), '{}') as failed
  from mch_statistics.database_copy where retired_on is null group by content`;

const none = { copies: 0, places: 0, stateOf: null, verifiedAt: null, failed: [] };
const day = 86_400_000;

/** P11.A05: whether two copies are there and one was shown to be of use, for each of database and programs. */
export async function copyStatus(context: SignedInContext): Promise<CopyStatus[]> {
  const { core, now, locale } = context;
  const ask = askingAs(context);
  const rows = await ask<Counted>(counted);
  const [places, made, verified] = [
    await core.interpretations.choiceOf(ask, copyPlaces.id),
    await core.interpretations.choiceOf(ask, copyInterval.id),
    await core.interpretations.choiceOf(ask, verificationInterval.id),
  ];
  return Object.values(CopyContent).map((content) => {
    const found: Counted = rows.find((row) => row.content === content) ?? { content, ...none };
    const isOld = (at: Date | null, choice: string) => !at || now.getTime() - at.getTime() > daysOf[choice]! * day;
    const ofDatabase = content === CopyContent.DATABASE;
    const gaps: Message[] = [
      ...(found.copies < 2 ? [fewCopies(found.copies)] : []),
      ...(found.copies >= 2 && found.places < 2 && places === 'DIFFERENT_PLACES' ? [onePlace] : []),
      ...(ofDatabase && found.copies > 0 && isOld(found.stateOf, made) ? [oldCopies] : []),
      ...(isOld(found.verifiedAt, verified) ? [unverified] : []),
      ...(found.failed.length > 0 ? [failedCopies(found.failed)] : []),
    ];
    const { failed: _, ...status } = found;
    return { ...status, gaps: gaps.map((gap) => gap[locale]) };
  });
}

const fewCopies = (copies: number): Message => ({
  en: `Two copies are needed, and there are ${copies}. Make one with npm run backup, and register it with registerDatabaseCopy.`,
  zh: `须有两份备份，现有 ${copies} 份。请用 npm run backup 制作，并用 registerDatabaseCopy 登记。`,
});
const onePlace: Message = {
  en: 'All copies are in one place. Keep one of them elsewhere.',
  zh: '备份均存放于同一地点，请将其中一份另地存放。',
};
const oldCopies: Message = {
  en: 'The copies are too old. Make two new ones.',
  zh: '备份过旧，请重新制作两份。',
};
const unverified: Message = {
  en: 'It was not shown for too long that a copy can be restored. Run npm run backup -- verify FILE --restore on one, and record its code with verifyDatabaseCopy.',
  zh: '过久未做恢复验证。请对其中一份运行 npm run backup -- verify FILE --restore，并用 verifyDatabaseCopy 登记验证码。',
};
const failedCopies = (labels: readonly string[]): Message => ({
  en: `Copies that failed and are still kept: ${labels.join(', ')}. Retire them with retireDatabaseCopy.`,
  zh: `验证失败而仍保存的备份：${labels.join('、')}。请用 retireDatabaseCopy 停用。`,
});
