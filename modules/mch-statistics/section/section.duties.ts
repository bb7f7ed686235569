import { defineDuty } from '../../../src/duties/duty.js';
import { SectionTask } from './sectionTask.entity.js';

/** P08.A07: each member undertakes it each year anew. */
export const undertakeSecrecy = defineDuty({
  name: 'undertakeSecrecy',
  title: { en: 'Undertake to keep information secret', zh: '签署年度保密承诺' },
  clause: 'P08.A07',
  subject: SectionTask,
  series: true,
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 14 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});
