import type { Core } from '../../../src/context.js';
import { badInput } from '../../../src/errors.js';
import { PersonalDataKind } from '../../../src/screening/personalData.js';
import { WordForm, WordSeverity } from '../../../src/screening/screening.enums.js';
import type { ScreenedText } from '../../../src/screening/screening.js';

const mostShown = 20;

/**
 * What a person has to look at in texts of the message box. The words that are refused are told without their list and
 * category, since those who leave messages do not know the lists.
 *
 * @throws BAD_USER_INPUT for what is forbidden
 */
export async function flaggedIn(core: Core, texts: readonly ScreenedText[], now: Date): Promise<string[]> {
  const { words, personalData, truncated } = await core.screenings.screen('publishing', texts, now);
  const forbidden = words.filter(
    ({ severity, form }) =>
      severity === WordSeverity.FORBID && (form === WordForm.EXACT || form === WordForm.DISGUISED),
  );
  const problems = [
    ...forbidden.slice(0, mostShown).map(({ field: path, text }) => ({
      path,
      message: {
        en: `Take out "${text}": what the portal may not show is not taken (P03.A06).`,
        zh: `请删去“${text}”：含有禁止发布的内容，不予受理（P03.A06）。`,
      },
    })),
    ...(truncated ? [{ path: texts[0]!.field, message: tooMuch }] : []),
  ];
  if (problems.length > 0) throw badInput(problems);
  const tells = personalData.filter(({ kind }) => kind !== PersonalDataKind.LANDLINE).map(({ masked }) => masked);
  return [...new Set([...tells, ...words.map(({ text }) => text)])].slice(0, mostShown);
}

const tooMuch = { en: 'Write a shorter text.', zh: '请缩短内容。' };
