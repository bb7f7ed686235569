import { NumberSeries } from '../../../src/access/numbering.js';

/** Numbers of issued reports (期号). */
export const reportNumbers = new NumberSeries('customers.report_number', 'TB');
