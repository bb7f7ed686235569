import { clause, or, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, reporter, section } from '../mch-statistics.roles.js';
import { DataSetAssignment } from './dataSet.entity.js';

const laysDown = clause('P11.A01', section);
const open = { read: signedIn, write: laysDown };

export const formPermissions = definePermissions({
  calls: {
    Query: {
      statisticsUnit: signedIn,
      statisticsUnits: signedIn,
      categoryCombination: signedIn,
      categoryCombinations: signedIn,
      dataElement: signedIn,
      dataElements: signedIn,
      dataSet: signedIn,
      dataSets: signedIn,
      dataSetAssignment: signedIn,
      dataSetAssignments: signedIn,
    },
    Mutation: {
      registerStatisticsUnit: laysDown,
      updateStatisticsUnit: laysDown,
      defineCategories: laysDown,
      defineDataElement: laysDown,
      defineDataSet: laysDown,
      addValidationRule: laysDown,
      assignDataSet: laysDown,
      endDataSetAssignment: laysDown,
    },
  },
  records: {
    updateStatisticsUnit: { type: 'StatisticsUnit', does: 'update' },
    addValidationRule: { type: 'DataSet' },
    assignDataSet: { type: 'DataSet' },
    endDataSetAssignment: { type: 'DataSetAssignment', does: 'update' },
  },
  rows: {
    // Forms and who fills them in are no secret of the house; figures are.
    StatisticsUnit: open,
    CategoryCombination: open,
    CategoryOptionCombination: open,
    DataElement: open,
    DataSet: open,
    DataSetTerm: open,
    DataSetItem: open,
    ValidationRule: open,
    DataSetAssignment: {
      read: clause('P11.A01', or(overseers, reporter, viewerOwns(DataSetAssignment, 'keeper'))),
      write: laysDown,
    },
  },
});
