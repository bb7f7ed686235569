import { Department } from '../../../src/access/department.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { DataSetEdition, DataSetLine } from '../editions/dataSetEdition.entity.js';
import { ever } from '../editions/editions.migration.js';
import { newestOf } from '../editions/editions.service.js';
import { CategoryCombination, CategoryOptionCombination } from './category.entity.js';
import { DataElement } from './dataElement.entity.js';
import { DataSet, DataSetItem, DataSetTerm, ValidationRule } from './dataSet.entity.js';
import { keepDeadlinesOf } from './deadlines.js';
import { UnitLevel } from './form.enums.js';
import type {
  AddRuleArgs,
  CategoryInput,
  DefineCategoriesInput,
  DefineDataSetInput,
  DefineElementInput,
  RegisterUnitInput,
  UpdateUnitArgs,
} from './forms.inputs.js';
import { known, unknown } from './known.js';
import { figureProblems } from './ruleFigures.js';
import { StatisticsUnit } from './statisticsUnit.entity.js';
import { defaultCombination, newUid } from './uid.js';

const levels = Object.values(UnitLevel);

/** Units, forms and who hands in what: what the information section lays down. */
export class FormService {
  constructor(private readonly context: SignedInContext) {}

  registerUnit(input: RegisterUnitInput): Promise<StatisticsUnit> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const problems: Problem[] = [];
      const parent = input.parentId
        ? await known(writing, problems, 'input.parentId', StatisticsUnit, input.parentId)
        : null;
      const department = await known(writing, problems, 'input.departmentId', Department, input.departmentId);
      if (parent && levels.indexOf(parent.level) <= levels.indexOf(input.level))
        problems.push({
          path: 'input.parentId',
          message: {
            en: `${parent.name} is of level ${parent.level}. Give a unit of a higher level than ${input.level}.`,
            zh: `${parent.name} 的级别为 ${parent.level}，上级机构的级别须高于 ${input.level}。`,
          },
        });
      if (problems.length > 0) throw badInput(problems);
      return em.create(StatisticsUnit, {
        uid: input.uid ?? newUid(),
        code: input.code?.trim() ?? null,
        name: input.name.trim(),
        level: input.level,
        parent,
        department: department!,
        openedOn: input.openedOn,
      });
    });
  }

  updateUnit({ id, version, input }: UpdateUnitArgs): Promise<StatisticsUnit> {
    return this.context.database.write(this.context, async (writing) => {
      const unit = await writing.find('updateStatisticsUnit', StatisticsUnit, id, version);
      const problems: Problem[] = [];
      const department = input.departmentId
        ? await known(writing, problems, 'input.departmentId', Department, input.departmentId)
        : undefined;
      if (input.closedOn && input.closedOn < unit.openedOn)
        problems.push({
          path: 'input.closedOn',
          message: {
            en: `It opened on ${unit.openedOn}. Give that day or a later one.`,
            zh: `该机构于 ${unit.openedOn} 设立，请填写该日或之后的日期。`,
          },
        });
      if (problems.length > 0) throw badInput(problems);
      if (input.name) unit.name = input.name.trim();
      if (department) unit.department = department;
      if (input.closedOn !== undefined) unit.closedOn = input.closedOn;
      await keepDeadlinesOf(writing, unit);
      return unit;
    });
  }

  defineCategories({ uid, name, categories, optionUids }: DefineCategoriesInput): Promise<CategoryCombination> {
    return this.context.database.write(this.context, async ({ em }) => {
      const cells = cellsOf(categories);
      if (optionUids && optionUids.length !== cells.length)
        throw badInput([
          {
            path: 'input.optionUids',
            message: {
              en: `There are ${cells.length} cells. Give a uid for each, or none.`,
              zh: `共有 ${cells.length} 个组合，请逐一给出 uid 或全部省略。`,
            },
          },
        ]);
      const combination = em.create(CategoryCombination, {
        uid: uid ?? newUid(),
        name: name.trim(),
        categories: categories.map((category) => category.name.trim()),
      });
      for (const [i, options] of cells.entries())
        em.create(CategoryOptionCombination, {
          uid: optionUids?.[i] ?? newUid(),
          combination,
          options,
          name: options.join(', '),
        });
      return combination;
    });
  }

  defineElement(input: DefineElementInput): Promise<DataElement> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const problems: Problem[] = [];
      const combination = input.combinationId
        ? await known(writing, problems, 'input.combinationId', CategoryCombination, input.combinationId)
        : await em.findOneOrFail(CategoryCombination, { uid: defaultCombination.uid });
      if (problems.length > 0) throw badInput(problems);
      return em.create(DataElement, {
        uid: input.uid ?? newUid(),
        code: input.code?.trim() ?? null,
        name: input.name.trim(),
        definition: input.definition?.trim() || null,
        valueType: input.valueType,
        minimum: input.minimum ?? null,
        maximum: input.maximum ?? null,
        combination: combination!,
      });
    });
  }

  defineDataSet(input: DefineDataSetInput): Promise<DataSet> {
    return this.context.database.write(this.context, async ({ em }) => {
      const ids = input.items.map(({ elementId }) => elementId);
      const elements = new Map((await em.find(DataElement, { id: { $in: ids } })).map((one) => [one.id, one]));
      const problems = ids.flatMap((id, i) => (elements.has(id) ? [] : [unknown(`input.items.${i}.elementId`)]));
      if (problems.length > 0) throw badInput(problems);
      const dataSet = em.create(DataSet, {
        uid: input.uid ?? newUid(),
        name: input.name.trim(),
        periodType: input.periodType,
        dueDays: input.dueDays,
      });
      for (const { level, days } of input.terms) em.create(DataSetTerm, { dataSet, level, days });
      const edition = em.create(DataSetEdition, { dataSet, number: 1, validFrom: ever });
      for (const [i, { elementId, section, isRequired }] of input.items.entries()) {
        const line = { element: elements.get(elementId)!, section: section.trim(), place: i + 1, isRequired };
        em.create(DataSetItem, { dataSet, ...line });
        em.create(DataSetLine, { edition, ...line });
      }
      return dataSet;
    });
  }

  addRule({ dataSetId, input }: AddRuleArgs): Promise<ValidationRule> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const dataSet = await writing.find('addValidationRule', DataSet, dataSetId);
      const newest = await newestOf(writing, dataSet);
      const lines = await em.find(DataSetLine, { edition: newest.id }, { populate: ['element'] });
      const elements = lines.map(({ element }) => element);
      const problems = await figureProblems(em, elements, input, 'input');
      if (problems.length > 0) throw badInput(problems);
      return em.create(ValidationRule, {
        ...input,
        uid: input.uid ?? newUid(),
        name: input.name.trim(),
        dataSet,
        sinceEdition: newest.number,
      });
    });
  }
}

const cellsOf = (categories: readonly CategoryInput[]): string[][] =>
  categories.reduce<string[][]>(
    (cells, { options }) => cells.flatMap((cell) => options.map((option) => [...cell, option.trim()])),
    [[]],
  );
