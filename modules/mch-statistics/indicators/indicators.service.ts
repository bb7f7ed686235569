import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { CategoryOptionCombination } from '../forms/category.entity.js';
import { DataSetItem } from '../forms/dataSet.entity.js';
import { ValueType } from '../forms/form.enums.js';
import { Indicator } from './indicator.entity.js';
import type { BindTermArgs, DefineIndicatorInput, DefineTermInput, TermLineInput } from './indicators.inputs.js';
import { IndicatorTerm, IndicatorTermLine } from './indicatorTerm.entity.js';

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

  /** Says where the counts of a term are found. */
  bind({ id, version, lines }: BindTermArgs): Promise<IndicatorTerm> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const term = await writing.find('bindIndicatorTerm', IndicatorTerm, id, version);
      const problems: Problem[] = [];
      const given = new Set<string>();
      const found: Pick<IndicatorTermLine, 'dataSet' | 'element' | 'option'>[] = [];
      for (const [i, line] of lines.entries()) {
        const key = `${line.dataSetId} ${line.element} ${line.option ?? ''}`;
        const whole = `${line.dataSetId} ${line.element} `;
        if (given.has(key) || given.has(whole)) problems.push(problem(`lines.${i}`, twice));
        given.add(key);
        const answer = await lineOf(writing, line, `lines.${i}`);
        if ('path' in answer) problems.push(answer);
        else found.push(answer);
      }
      if (problems.length > 0) throw badInput(problems);
      for (const former of await em.find(IndicatorTermLine, { term: term.id })) em.remove(former);
      await em.flush();
      for (const line of found) em.create(IndicatorTermLine, { term, ...line });
      term.updatedAt = this.context.now;
      return term;
    });
  }
}

async function lineOf({ em }: Writing, { dataSetId, element, option }: TermLineInput, path: string) {
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

const noCount = (name: string): Message => ({
  en: `${name} is no whole number. Indicators are made of counts.`,
  zh: `${name} 不是整数项，指标只能由计数组成。`,
});

const twice: Message = {
  en: 'This line is given before, by itself or with all of its cells: it would be counted twice.',
  zh: '该项（或其全部分组）已列出，会重复计数。',
};
