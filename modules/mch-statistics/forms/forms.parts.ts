import { CategoryCombination, CategoryOptionCombination } from './category.entity.js';
import { DataElement } from './dataElement.entity.js';
import { DataSet, DataSetAssignment, DataSetItem, DataSetTerm, ValidationRule } from './dataSet.entity.js';
import { handInForm } from './deadlines.js';
import { forms as migration } from './forms.migration.js';
import { FormResolver } from './forms.resolver.js';
import { StatisticsUnit } from './statisticsUnit.entity.js';

/** What units and forms add to the manifest. */
export const forms = {
  entities: [
    StatisticsUnit,
    CategoryCombination,
    CategoryOptionCombination,
    DataElement,
    DataSet,
    DataSetTerm,
    DataSetItem,
    ValidationRule,
    DataSetAssignment,
  ],
  reads: [StatisticsUnit, CategoryCombination, DataElement, DataSet, DataSetAssignment],
  resolvers: [FormResolver],
  duties: [handInForm],
  handover: {
    lines: [
      {
        name: 'keptForms',
        title: { en: 'Statistical forms kept', zh: '专人管理的统计报表' },
        entity: DataSetAssignment,
        holder: 'keeper',
        open: "(r.until is null or r.until >= (now at time zone 'Asia/Shanghai')::date)",
      },
    ],
  },
  migrations: [migration],
};
