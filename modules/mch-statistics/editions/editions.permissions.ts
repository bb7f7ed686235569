import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { section } from '../mch-statistics.roles.js';

const laysDown = clause('P11.A01', section);

/** Made, and never changed: there is no right to that, but to withdraw an edition. */
const made = { read: signedIn, insert: laysDown };

export const editionPermissions = definePermissions({
  calls: { Mutation: { reviseDataSet: laysDown, reviseDataElement: laysDown, withdrawEdition: laysDown } },
  records: {
    reviseDataSet: { type: 'DataSet' },
    reviseDataElement: { type: 'DataElement', does: 'update' },
    withdrawEdition: { type: 'DataSetEdition', does: 'update' },
  },
  rows: { DataSetEdition: { ...made, update: laysDown }, DataSetLine: made, DataElementWording: made },
});
