import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database/database.js';
import { payloadTooLarge } from '../errors.js';
import { WordMatcher } from './matching/wordMatcher.js';
import type { ListedWord } from './matching/wordPattern.js';
import { PersonalDataKind, personalDataIn } from './personalData.js';
import { ScreeningVerdict, WordForm, WordSeverity } from './screening.enums.js';
import type { PersonalDataHit, Screening, UsedWordList, WordHit } from './screening.types.js';

/** A text with the name by which finds in it are shown. */
export interface ScreenedText {
  field: string;
  text: string;
}

interface Known {
  editions: string;
  lists: UsedWordList[];
  matcher: WordMatcher;
}

/** Characters of one text; longer ones would hold up everybody else. */
export const longestText = 1_000_000;

/** Finds words of the lists and personal data in texts of modules. Which lists a module uses stands in the lists. */
export class Screenings {
  private readonly known = new Map<string, Promise<Known>>();

  /** @param modules names of those that are installed */
  constructor(
    private readonly database: Database,
    private readonly modules: ReadonlySet<string>,
    private readonly isEnabled: (module: string) => boolean,
  ) {}

  /** Whether texts of a module can be screened: it is installed, and on. */
  isFor(module: string): boolean {
    return this.modules.has(module) && this.isEnabled(module);
  }

  /** By the editions that are in force now. @param module whose lists are used  @throws PAYLOAD_TOO_LARGE */
  async screen(module: string, texts: readonly ScreenedText[], now: Date): Promise<Screening> {
    const long = texts.find(({ text }) => text.length > longestText);
    if (long) throw tooLong(long.field);
    const { lists, matcher } = await this.wordsOf(module);
    const words: WordHit[] = [];
    const personalData: PersonalDataHit[] = [];
    let truncated = false;
    for (const { field, text } of texts) {
      const found = matcher.find(text);
      const personal = personalDataIn(text);
      truncated ||= found.truncated || personal.truncated;
      for (const { word, start, end, how } of found.words) {
        const { id: wordId, list, category } = word;
        const severity = WordSeverity[word.severity];
        words.push({
          field,
          start,
          end,
          text: text.slice(start, end),
          wordId,
          list,
          category,
          severity,
          form: WordForm[how],
        });
      }
      personalData.push(...personal.found.map((one) => ({ field, ...one })));
      await setImmediate();
    }
    return {
      screenedAt: now,
      verdict: verdictOn({ words, personalData, truncated }),
      lists,
      words,
      personalData,
      truncated,
    };
  }

  /** The tables are made once for an edition; another instance may have made a new one meanwhile. */
  private async wordsOf(module: string): Promise<Known> {
    const [row] = await this.database.call<{ editions: UsedWordList[] }>(
      'select screening.editions_for($1) as editions',
      [module],
    );
    const editions = JSON.stringify(row!.editions);
    const known = await this.known.get(module)?.catch(() => undefined);
    if (known?.editions === editions) return known;
    const making = this.make(module);
    this.known.set(module, making);
    return making;
  }

  private async make(module: string): Promise<Known> {
    const [row] = await this.database.call<{ lists: UsedWordList[]; words: ListedWord[] }>(
      'select screening.editions_for($1) as lists, screening.words_for($1) as words',
      [module],
    );
    const { lists, words } = row!;
    return { editions: JSON.stringify(lists), lists, matcher: new WordMatcher(words) };
  }
}

/** By sound and across clauses a word is only likely, so that a person decides; an office's telephone is no secret. */
function verdictOn({ words, personalData, truncated }: Pick<Screening, 'words' | 'personalData' | 'truncated'>) {
  const isSure = ({ form }: WordHit) => form === WordForm.EXACT || form === WordForm.DISGUISED;
  if (truncated || words.some((hit) => hit.severity === WordSeverity.FORBID && isSure(hit)))
    return ScreeningVerdict.FORBIDDEN;
  const tells = personalData.some(({ kind }) => kind !== PersonalDataKind.LANDLINE);
  return words.length > 0 || tells ? ScreeningVerdict.WARNING : ScreeningVerdict.CLEAN;
}

const tooLong = (field: string) =>
  payloadTooLarge({
    en: `The text ${field} has more than ${longestText} characters, which cannot be screened. Split it.`,
    zh: `文本 ${field} 超过 ${longestText} 个字符，无法筛查，请拆分。`,
  });
