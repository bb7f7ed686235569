import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, conflict, type Problem } from '../../errors.js';
import { foldedWord } from '../matching/wordPattern.js';
import { ScreenedWord } from './screenedWord.entity.js';
import { WordCategory } from './wordCategory.entity.js';
import { WordList } from './wordList.entity.js';
import { WordListEdition } from './wordListEdition.entity.js';
import type { ChangeWordsArgs, ChangeWordsInput, CreateWordListInput, WordCategoryInput } from './wordLists.inputs.js';

const mostWords = 20_000;
const mostCategories = 50;

/** Keeping the lists by which texts are screened. */
export class WordLists {
  constructor(private readonly context: SignedInContext) {}

  create({ name, modules, categories }: CreateWordListInput): Promise<WordList> {
    const { screenings } = this.context.core;
    const unknown = modules.filter((module) => !screenings.isFor(module));
    if (unknown.length > 0) throw badInput([noModule(unknown)]);
    return this.context.database.write(this.context, async ({ em }) => {
      if ((await em.count(WordList, { name: name.trim() })) > 0) throw badInput([taken('input.name')]);
      const list = em.create(WordList, { name: name.trim(), modules: [...new Set(modules)] });
      for (const { name: called, severity } of categories)
        em.create(WordCategory, { list, name: called.trim(), severity });
      return list;
    });
  }

  addCategory(listId: string, { name, severity }: WordCategoryInput): Promise<WordCategory> {
    return this.context.database.write(this.context, async (writing) => {
      const list = await writing.find('addWordCategory', WordList, listId);
      const there = await writing.em.find(WordCategory, { list });
      if (there.some((one) => one.name === name.trim())) throw badInput([taken('input.name')]);
      if (there.length >= mostCategories) throw badInput([tooManyCategories]);
      return writing.em.create(WordCategory, { list, name: name.trim(), severity });
    });
  }

  /** Words are never changed or erased: an edition says which came and which went. */
  change({ listId, version, input }: ChangeWordsArgs): Promise<WordListEdition> {
    return this.context.database.write(this.context, async (writing) => {
      const list = await writing.find('changeWords', WordList, listId, version);
      const remove = [...new Set(input.remove)];
      await this.refuseUnfit(writing, list, { ...input, remove });
      list.edition += 1;
      list.size += input.add.length - remove.length;
      const edition = writing.em.create(WordListEdition, {
        list,
        number: list.edition,
        reason: input.reason.trim(),
        added: input.add.length,
        removed: remove.length,
        madeBy: writing.em.getReference(Person, this.context.viewer.personId),
      });
      // First, so that of two changes at once the second is refused before it writes words.
      await writing.em.flush();
      await removeWords(writing, list, remove);
      await addWords(writing, list, input);
      return edition;
    });
  }

  private async refuseUnfit(writing: Writing, list: WordList, { add, remove }: ChangeWordsInput): Promise<void> {
    const { em } = writing;
    const problems: Problem[] = [];
    if (add.length + remove.length === 0) problems.push(nothing);
    const categories = new Set((await em.find(WordCategory, { list })).map(({ id }) => id));
    const there = await em.execute<{ id: string; folded: string }[]>(
      'select id, folded from screening.screened_word where list_id = ? and removed_in is null',
      [list.id],
    );
    const leaving = new Set(remove);
    const ids = new Set(there.map(({ id }) => id));
    const known = new Set(there.flatMap(({ id, folded }) => (leaving.has(id) ? [] : [folded])));
    if (list.size + add.length - remove.length > mostWords) problems.push(tooManyWords);
    for (const [i, { text, categoryId }] of add.entries()) {
      const folded = foldedWord(text);
      if (!categories.has(categoryId)) problems.push({ path: `input.add.${i}.categoryId`, message: noCategory });
      if (known.has(folded)) problems.push({ path: `input.add.${i}.text`, message: twice(text) });
      known.add(folded);
    }
    for (const [i, id] of remove.entries())
      if (!ids.has(id)) problems.push({ path: `input.remove.${i}`, message: noWord });
    if (problems.length > 0) throw badInput(problems.slice(0, 100));
  }
}

/** In one statement, however many: their edition is what the audit tells of. */
async function addWords({ em, context }: Writing, list: WordList, { add }: ChangeWordsInput): Promise<void> {
  const words = add.map(({ text, categoryId, bySound }) => ({
    category: categoryId,
    text: text.trim(),
    folded: foldedWord(text),
    by_sound: bySound,
  }));
  await em.execute(
    `insert into screening.screened_word (id, created_at, updated_at, list_id, category_id, text, folded, by_sound, added_in)
     select gen_random_uuid(), ?, ?, ?, w.category, w.text, w.folded, w.by_sound, ?
     from json_to_recordset(?::json) w(category uuid, text text, folded text, by_sound boolean)`,
    [context.now, context.now, list.id, list.edition, JSON.stringify(words)],
  );
}

async function removeWords({ em, context }: Writing, list: WordList, ids: readonly string[]): Promise<void> {
  const gone = await em.execute<ScreenedWord[]>(
    `update screening.screened_word set removed_in = ?, updated_at = ?, version = version + 1
     where id = any (?::uuid[]) and removed_in is null returning id`,
    [list.edition, context.now, `{${ids.join(',')}}`],
  );
  if (gone.length !== ids.length)
    throw conflict({
      en: 'Somebody else changed the words meanwhile. Read the list again, then repeat the change.',
      zh: '其间已有他人修改词库，请重新读取后再提交。',
    });
}

const noModule = (names: readonly string[]): Problem => ({
  path: 'input.modules',
  message: {
    en: `There is no module ${names.join(', ')}, or it is off. Give names that modules { name } shows.`,
    zh: `没有模块 ${names.join('、')}，或已停用。请给出 modules { name } 中的名称。`,
  },
});
const taken = (path: string): Problem => ({
  path,
  message: { en: 'This name is taken. Give another one.', zh: '名称已被使用，请另取。' },
});
const nothing: Problem = {
  path: 'input',
  message: { en: 'Give a word to add or to remove.', zh: '请给出要增加或删除的词。' },
};
const tooManyCategories: Problem = {
  path: 'listId',
  message: {
    en: `A list has at most ${mostCategories} categories. Make another list with createWordList.`,
    zh: `每个词库最多 ${mostCategories} 个词类，请用 createWordList 另建词库。`,
  },
};
const tooManyWords: Problem = {
  path: 'input.add',
  message: {
    en: `A list has at most ${mostWords} words. Make another list with createWordList.`,
    zh: `每个词库最多 ${mostWords} 个词，请用 createWordList 另建词库。`,
  },
};
const noCategory = {
  en: 'Give the id of a category of this list, see categories.',
  zh: '请给出该词库词类的 id，见 categories。',
};
const noWord = { en: 'There is no such word in force in this list.', zh: '该词库中没有这个有效的词。' };
const twice = (text: string) => ({
  en: `"${text}" is in the list already, perhaps in another form. Leave it out, or remove the other one in the same change.`,
  zh: `“${text}”已在词库中（可能为其他写法）。请略去，或在同一次修改中删除原有的词。`,
});
