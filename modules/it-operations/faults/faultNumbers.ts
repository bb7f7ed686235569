import { NumberSeries } from '../../../src/access/numbering.js';

/** Numbers of faults (故障编号). */
export const faultNumbers = new NumberSeries('it_operations.fault_number', 'GZ');
