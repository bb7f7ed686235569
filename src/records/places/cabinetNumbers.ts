import { NumberSeries } from '../../access/numbering.js';

/** Numbers of cabinets (柜号). */
export const cabinetNumbers = new NumberSeries('records.cabinet_number', 'GZ');
