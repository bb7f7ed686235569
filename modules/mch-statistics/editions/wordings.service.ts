import { Person } from '../../../src/access/person.entity.js';
import { addDays } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataElementWording } from './dataSetEdition.entity.js';
import type { ReviseElementArgs } from './editions.inputs.js';
import { begun } from './editions.service.js';

/** Words an element anew from a day on, and keeps how it was worded. */
export function reviseElement(
  context: SignedInContext,
  { id, version, input }: ReviseElementArgs,
): Promise<DataElement> {
  return context.database.write(context, async (writing) => {
    const { em } = writing;
    const element = await writing.find('reviseDataElement', DataElement, id, version);
    const [row] = await askingOf(em)<{ until: string | null }>('select mch_statistics.begun_until(null, ?) as until', [
      id,
    ]);
    const until = row?.until ?? null;
    const [last] = await em.find(DataElementWording, { element: id }, { orderBy: { lastDay: 'desc' }, limit: 1 });
    const next = {
      name: input.name?.trim() ?? element.name,
      definition: input.definition === undefined ? element.definition : input.definition?.trim() || null,
      minimum: input.minimum === undefined ? element.minimum : input.minimum,
      maximum: input.maximum === undefined ? element.maximum : input.maximum,
    };
    const problems: Problem[] = [];
    if (until && input.validFrom <= until) problems.push(begun('input.validFrom', until));
    if (last && input.validFrom <= addDays(last.lastDay, 1)) problems.push(changedLater(addDays(last.lastDay, 1)));
    if (next.maximum !== null && next.maximum < (next.minimum ?? 0)) problems.push(noRange);
    if (problems.length > 0) throw badInput(problems);
    const { name, definition, minimum, maximum } = element;
    em.create(DataElementWording, {
      element,
      lastDay: addDays(input.validFrom, -1),
      name,
      definition,
      minimum,
      maximum,
      reason: input.reason.trim(),
      changedBy: em.getReference(Person, context.viewer.personId),
    });
    return Object.assign(element, next);
  });
}

const changedLater = (day: string): Problem => ({
  path: 'input.validFrom',
  message: {
    en: `It is worded as it is from ${day} on. Give a later day.`,
    zh: `现行表述自 ${day} 起有效，请填写更晚的日期。`,
  },
});

const noRange: Problem = {
  path: 'input.maximum',
  message: { en: 'Give a maximum not below the minimum.', zh: '最大值不得小于最小值。' },
};
