import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataSet, DataSetItem, ValidationRule } from '../forms/dataSet.entity.js';
import type { AddRuleInput, ItemInput } from '../forms/forms.inputs.js';
import { unknown } from '../forms/known.js';
import { periodAt } from '../forms/period.js';
import { figureProblems, sidesOf } from '../forms/ruleFigures.js';
import { newUid } from '../forms/uid.js';
import { DataSetEdition, DataSetLine } from './dataSetEdition.entity.js';
import type { ReviseDataSetArgs } from './editions.inputs.js';

/** What stands on a line of the new edition. */
interface Line {
  element: DataElement;
  section: string;
  isRequired: boolean;
}

/** P11.A01, P11.A02: forms change from a period on, and what was entered stays on the form that it was entered on. */
export class EditionService {
  constructor(private readonly context: SignedInContext) {}

  revise({ dataSetId, edition: number, input }: ReviseDataSetArgs): Promise<DataSetEdition> {
    const { viewer } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const dataSet = await writing.find('reviseDataSet', DataSet, dataSetId);
      const newest = await newestOf(writing, dataSet);
      if (newest.number !== number) throw outdated(newest.number);
      const { first } = periodAt(dataSet.periodType, input.validFrom);
      const problems = await this.timeProblems(writing, dataSet, newest, first);
      if (!input.items && !input.rules) problems.push(nothingGiven);
      const lines = await linesOf(writing, newest, input.items, problems);
      const kept = await em.find(ValidationRule, { dataSet: dataSet.id, untilEdition: null });
      const elements = lines.map(({ element }) => element);
      for (const [i, rule] of (input.rules ?? kept).entries())
        problems.push(...(await figureProblems(em, elements, rule, input.rules ? `input.rules.${i}` : 'input.items')));
      if (problems.length > 0) throw badInput(problems);
      const edition = em.create(DataSetEdition, {
        dataSet,
        number: await nextNumber(writing, dataSet),
        validFrom: first,
        reason: input.reason.trim(),
        madeBy: em.getReference(Person, viewer.personId),
      });
      for (const [i, line] of lines.entries()) em.create(DataSetLine, { edition, ...line, place: i + 1 });
      await addItems(writing, dataSet, lines);
      if (input.rules) await replaceRules(writing, edition, newest, kept, input.rules);
      return edition;
    });
  }

  private async timeProblems(
    { em }: Writing,
    dataSet: DataSet,
    newest: DataSetEdition,
    first: string,
  ): Promise<Problem[]> {
    const [row] = await askingOf(em)<{ until: string | null }>('select mch_statistics.begun_until(?, null) as until', [
      dataSet.id,
    ]);
    const until = row?.until ?? null;
    return [
      ...(until && first <= until ? [begun('input.validFrom', until)] : []),
      ...(first <= newest.validFrom
        ? [
            {
              path: 'input.validFrom',
              message: {
                en: `Edition ${newest.number} is valid from ${newest.validFrom}. Give a later period.`,
                zh: `第 ${newest.number} 版自 ${newest.validFrom} 起有效，请填写更晚的期间。`,
              },
            },
          ]
        : []),
    ];
  }
}

/** P11.A02: nothing that was entered is altered by a change of its form. */
export const begun = (path: string, until: string): Problem => ({
  path,
  message: {
    en: `Values were entered for periods up to ${until}; these reports keep the form as it is. Give a day after that.`,
    zh: `截至 ${until} 的期间已有录入数据，这些报表沿用现行版本。请填写其后的日期。`,
  },
});

/** The last one that is not withdrawn. */
export const newestOf = async ({ em }: Writing, { id }: Pick<DataSet, 'id'>): Promise<DataSetEdition> =>
  (await em.find(DataSetEdition, { dataSet: id, withdrawnAt: null }, { orderBy: { number: 'desc' }, limit: 1 }))[0]!;

/** A number that was withdrawn is not given again. */
const nextNumber = async ({ em }: Writing, { id }: DataSet): Promise<number> =>
  (await em.count(DataSetEdition, { dataSet: id })) + 1;

/** The lines that are given, or those of the edition before. */
async function linesOf(
  { em }: Writing,
  newest: DataSetEdition,
  items: readonly ItemInput[] | null | undefined,
  problems: Problem[],
): Promise<Line[]> {
  if (!items) {
    const lines = await em.find(
      DataSetLine,
      { edition: newest.id },
      { orderBy: { place: 'asc' }, populate: ['element'] },
    );
    return lines.map(({ element, section, isRequired }) => ({ element, section, isRequired }));
  }
  const ids = items.map(({ elementId }) => elementId.toLowerCase());
  const elements = new Map((await em.find(DataElement, { id: { $in: ids } })).map((one) => [one.id, one]));
  problems.push(...ids.flatMap((id, i) => (elements.has(id) ? [] : [unknown(`input.items.${i}.elementId`)])));
  return items.flatMap(({ elementId, section, isRequired }) => {
    const element = elements.get(elementId.toLowerCase());
    return element ? [{ element, section: section.trim(), isRequired }] : [];
  });
}

/** Elements that stand on the form for the first time. */
async function addItems({ em }: Writing, dataSet: DataSet, lines: readonly Line[]): Promise<void> {
  const items = await em.find(DataSetItem, { dataSet: dataSet.id });
  const there = new Set(items.map(({ element }) => element.id));
  let place = Math.max(0, ...items.map((item) => item.place));
  for (const line of lines.filter(({ element }) => !there.has(element.id))) {
    place += 1;
    em.create(DataSetItem, { dataSet, ...line, place });
  }
}

/** A rule that is given as it was goes on. */
async function replaceRules(
  { em }: Writing,
  { dataSet, number }: DataSetEdition,
  newest: DataSetEdition,
  kept: readonly ValidationRule[],
  given: readonly AddRuleInput[],
): Promise<void> {
  const said = (rule: AddRuleInput | ValidationRule) =>
    JSON.stringify([rule.name.trim(), ...sidesOf(rule), rule.operator, rule.missingLeft, rule.missingRight]);
  const stays = new Map(kept.map((rule) => [said(rule), rule]));
  const goesOn = new Set(given.map(said));
  for (const rule of kept.filter((one) => !goesOn.has(said(one)))) rule.untilEdition = newest.number;
  await em.flush();
  for (const rule of given.filter((one) => !stays.has(said(one))))
    em.create(ValidationRule, {
      ...rule,
      // A rule that says something else is another one.
      uid: rule.uid && !kept.some(({ uid }) => uid === rule.uid) ? rule.uid : newUid(),
      name: rule.name.trim(),
      dataSet,
      sinceEdition: number,
    });
}

const nothingGiven: Problem = {
  path: 'input.items',
  message: { en: 'Give lines, or rules, or both.', zh: '请填写项目、审核规则，或两者。' },
};

const outdated = (number: number) =>
  conflict({
    en: `There is an edition ${number} meanwhile. Look at it, and base the change on it.`,
    zh: `现已有第 ${number} 版。请查看后在其基础上修改。`,
  });
