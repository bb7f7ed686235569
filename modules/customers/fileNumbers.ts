import { NumberSeries } from '../../src/access/numbering.js';

/** File numbers (档案编号). */
export const fileNumbers = new NumberSeries('customers.number', 'KH');
