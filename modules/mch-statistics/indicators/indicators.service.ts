import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { ever } from '../editions/editions.migration.js';
import { CategoryOptionCombination } from '../forms/category.entity.js';
import { DataSetItem } from '../forms/dataSet.entity.js';
import { ValueType } from '../forms/form.enums.js';
import { Indicator } from './indicator.entity.js';
import type { BindTermArgs, DefineIndicatorInput, DefineTermInput, TermLineInput } from './indicators.inputs.js';
import { IndicatorTerm, IndicatorTermBinding, IndicatorTermLine } from './indicatorTerm.entity.js';

/** What indicators are made of, and where their counts are found: what the information section lays down. */
export class IndicatorService {
  constructor(private readonly context: SignedInContext) {}

  define(input: DefineIndicatorInput): Promise<Indicator> {
    const { context } = this;
    return context.database.write(context, async ({ em }) => {
      const known = new Set((await em.find(IndicatorTerm, {})).map(({ code }) => code));
      const problems = (['numerator', 'denominator'] as const).flatMap((side) =>
        input[side].filter((code) => !known.has(code)).map((code) => problem(`input.${side}`, noTerm(code))),
      );
      if (problems.length > 0) throw badInput(problems);
      return em.create(Indicator, {
        ...input,
        variant: input.variant.trim(),
        title: input.title.trim(),
        titleEn: input.titleEn?.trim() || null,
        source: input.source.trim(),
        isVerified: true,
        definedBy: em.getReference(Person, context.viewer.personId),
      });
    });
  }

  defineTerm({ code, title, partOf }: DefineTermInput): Promise<IndicatorTerm> {
    return this.context.database.write(this.context, async ({ em }) => {
      if (partOf && !(await em.findOne(IndicatorTerm, { code: partOf })))
        throw badInput([problem('input.partOf', noTerm(partOf))]);
      return em.create(IndicatorTerm, { code, title: title.trim(), partOf: partOf ?? null });
    });
  }

  /** Says where the counts of a term are found, from a period on where it was bound before. */
  bind({ id, version, lines, validFrom, reason }: BindTermArgs): Promise<IndicatorTerm> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const term = await writing.find('bindIndicatorTerm', IndicatorTerm, id, version);
      const before = await em.count(IndicatorTermBinding, { term: term.id });
      const problems: Problem[] = before === 0 ? [] : changeProblems(validFrom, reason);
      if (before === 0 && validFrom) problems.push(problem('validFrom', fromEver));
      const found = await linesOf(writing, lines, validFrom ?? ever, problems);
      if (problems.length > 0) throw badInput(problems);
      const binding = em.create(IndicatorTermBinding, {
        term,
        number: before + 1,
        validFrom: before === 0 ? ever : validFrom!,
        reason: reason?.trim() || null,
        boundBy: em.getReference(Person, context.viewer.personId),
      });
      for (const line of found) em.create(IndicatorTermLine, { binding, ...line });
      term.updatedAt = context.now;
      return term;
    });
  }
}

const changeProblems = (validFrom: string | null | undefined, reason: string | null | undefined): Problem[] => [
  ...(validFrom ? [] : [problem('validFrom', sinceWhen)]),
  ...(reason?.trim() ? [] : [problem('reason', sayWhy)]),
];

type FoundLine = Pick<IndicatorTermLine, 'dataSet' | 'element' | 'option'>;

async function linesOf(
  writing: Writing,
  lines: readonly TermLineInput[],
  from: string,
  problems: Problem[],
): Promise<FoundLine[]> {
  const given = new Set<string>();
  const found: FoundLine[] = [];
  for (const [i, line] of lines.entries()) {
    const key = `${line.dataSetId} ${line.element} ${line.option ?? ''}`;
    const whole = `${line.dataSetId} ${line.element} `;
    if (given.has(key) || given.has(whole)) problems.push(problem(`lines.${i}`, twice));
    given.add(key);
    const answer = await lineOf(writing, line, from, `lines.${i}`);
    if ('path' in answer) problems.push(answer);
    else found.push(answer);
  }
  return found;
}

async function lineOf({ em }: Writing, { dataSetId, element, option }: TermLineInput, from: string, path: string) {
  const item = await em.findOne(
    DataSetItem,
    { dataSet: dataSetId, element: { uid: element } },
    { populate: ['element', 'dataSet'] },
  );
  if (!item) return problem(`${path}.element`, notOnForm(element));
  if (item.element.valueType !== ValueType.INTEGER) return problem(`${path}.element`, noCount(item.element.name));
  const cell = option
    ? await em.findOne(CategoryOptionCombination, { uid: option, combination: item.element.combination.id })
    : null;
  if (option && !cell) return problem(`${path}.option`, notOnForm(option));
  // It must be found in some period that is counted so.
  const [row] = await askingOf(em)<{ stands: boolean }>(
    `select exists (select from mch_statistics.data_set_edition d join mch_statistics.data_set_line l on l.edition_id = d.id
       where d.data_set_id = ? and l.element_id = ? and d.withdrawn_at is null
         and not exists (select from mch_statistics.data_set_edition n where n.data_set_id = d.data_set_id
           and n.withdrawn_at is null and n.valid_from > d.valid_from and n.valid_from <= ?)) as stands`,
    [item.dataSet.id, item.element.id, from],
  );
  if (!row!.stands) return problem(`${path}.element`, goneFrom(item.element.name, from));
  return { dataSet: item.dataSet, element: item.element, option: cell };
}

const problem = (path: string, message: Message): Problem => ({ path, message });

const noTerm = (code: string): Message => ({
  en: `There is no term ${code}. indicatorTerms lists them; defineIndicatorTerm adds one.`,
  zh: `没有指标项 ${code}。可用 indicatorTerms 查看，或用 defineIndicatorTerm 新增。`,
});

const notOnForm = (uid: string): Message => ({
  en: `${uid} does not stand on this form.`,
  zh: `${uid} 不是该报表的项目。`,
});

const goneFrom = (name: string, day: string): Message => ({
  en: `${name} stands on no edition of this form that holds from ${day} on. Bind the line that took its place.`,
  zh: `自 ${day} 起，该报表的现行版本已无“${name}”。请改用替代它的项目。`,
});

const fromEver: Message = {
  en: 'A term that is not bound yet is bound for all periods. Leave it out.',
  zh: '首次设定适用于所有期间，请省略此项。',
};

const sinceWhen: Message = {
  en: 'The term is bound already. Give the first day of the periods that are counted otherwise; a day that is past corrects the figures since then.',
  zh: '该指标项已设定取数项目。请给出新设定适用期间的首日；如早于今日，则更正其后的既往数值。',
};

const sayWhy: Message = {
  en: 'The term is bound already. Say why it is counted otherwise; figures show it.',
  zh: '该指标项已设定取数项目。请说明变更原因，相关数值会注明。',
};

const noCount = (name: string): Message => ({
  en: `${name} is no whole number. Indicators are made of counts.`,
  zh: `${name} 不是整数项，指标只能由计数组成。`,
});

const twice: Message = {
  en: 'This line is given before, by itself or with all of its cells: it would be counted twice.',
  zh: '该项（或其全部分组）已列出，会重复计数。',
};
