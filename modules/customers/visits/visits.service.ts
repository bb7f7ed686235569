import { Person } from '../../../src/access/person.entity.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import { MaterialSource } from '../dealings/entrySource.js';
import { FileEntryKind } from '../dealings/fileEntry.enums.js';
import { FileEntryService } from '../dealings/fileEntry.service.js';
import { mayKnow } from '../whoMayKnow.js';
import { PlannedVisit } from './plannedVisit.entity.js';
import type { PlanVisitArgs, RecordVisitArgs } from './visits.inputs.js';

/** Keeping up relationships by planned visits (P04.A06). */
export class VisitsService {
  constructor(private readonly context: SignedInContext) {}

  plan({ customerId, input: { responsibleId, occasion, kind, plannedOn } }: PlanVisitArgs): Promise<PlannedVisit> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const customer = await writing.find('planVisit', Customer, customerId);
      const problems = [
        ...(plannedOn >= dayAt(context.now) ? [] : [past]),
        ...((await mayKnow(writing, responsibleId, customer)) ? [] : [notCleared]),
      ];
      if (problems.length > 0) throw badInput(problems);
      const { label, compartments, keeper } = customer;
      const responsible = writing.em.getReference(Person, responsibleId);
      const visit = writing.em.create(PlannedVisit, {
        customer,
        kind,
        occasion: occasion.trim(),
        plannedOn,
        responsible,
        label,
        compartments,
        keeper,
      });
      const from = beginningOf(plannedOn);
      await context.core.duties.begin(writing, 'makePlannedVisit', { record: visit, person: responsible, from });
      return visit;
    });
  }

  record({ id, version, input: { visitedOn, text, productOpinion } }: RecordVisitArgs): Promise<PlannedVisit> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const visit = await writing.find('recordVisit', PlannedVisit, id, version);
      const problems = notToCome('input.visitedOn', visitedOn, context.now);
      if (problems.length > 0) throw badInput(problems);
      visit.record(visitedOn);
      const customer = await writing.em.findOneOrFail(Customer, { id: visit.customer.id });
      const entries = new FileEntryService(context);
      const entry = { occurredOn: visitedOn, subject: visit.occasion, source: MaterialSource.VISIT };
      await entries.enter(writing, customer, { ...entry, kind: FileEntryKind.VISIT, text });
      if (productOpinion?.trim())
        await entries.enter(writing, customer, { ...entry, kind: FileEntryKind.PRODUCT_OPINION, text: productOpinion });
      await context.core.duties.fulfil(writing, 'makePlannedVisit', { record: visit });
      return visit;
    });
  }
}

const past = {
  path: 'input.plannedOn',
  message: { en: 'Give today or a later day.', zh: '请填写今天或以后的日期。' },
};
const notCleared = {
  path: 'input.responsibleId',
  message: {
    en: 'Name somebody who works here and is cleared for the file; from SECRET up its keeper or somebody with a grant.',
    zh: '请指定在职且涉密权限与档案密级相符的人员；机密及以上须为保管人或持有授权。',
  },
};
