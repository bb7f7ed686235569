import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import { mayKnow } from '../whoMayKnow.js';
import { Liaison } from './liaison.entity.js';
import type { EndLiaisonArgs, ReplaceLiaisonArgs } from './liaison.inputs.js';

/** Who of ours is in contact with a customer (P02.A08). */
export class LiaisonService {
  constructor(private readonly context: SignedInContext) {}

  assign(customerId: string, personId: string): Promise<Liaison> {
    return this.context.database.write(this.context, async (writing) => {
      const customer = await writing.find('assignLiaison', Customer, customerId);
      return this.open(writing, customer, personId, 'personId');
    });
  }

  end({ id, version, reason }: EndLiaisonArgs): Promise<Liaison> {
    return this.context.database.write(this.context, async (writing) => {
      const liaison = await writing.find('endLiaison', Liaison, id, version);
      await this.close(writing, liaison, reason.trim());
      return liaison;
    });
  }

  replace({ id, version, successorId, customerToldOn }: ReplaceLiaisonArgs): Promise<Liaison> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const liaison = await writing.find('replaceLiaison', Liaison, id, version);
      const problems = notToCome('customerToldOn', customerToldOn, context.now);
      if (problems.length > 0) throw badInput(problems);
      if (!liaison.endedOn) await this.close(writing, liaison, '接替');
      const customer = await writing.em.findOneOrFail(Customer, { id: liaison.customer.id });
      const next = await this.open(writing, customer, successorId, 'successorId');
      liaison.replace(next.person, customerToldOn);
      await context.core.duties.fulfil(writing, 'replaceLiaison', { record: liaison });
      return next;
    });
  }

  private async close(writing: Writing, liaison: Liaison, reason: string): Promise<void> {
    liaison.end(dayAt(this.context.now), reason);
    await this.context.core.duties.begin(writing, 'replaceLiaison', { record: liaison });
  }

  private async open(writing: Writing, customer: Customer, personId: string, path: string): Promise<Liaison> {
    if (!(await mayKnow(writing, personId, customer))) throw badInput([notCleared(path)]);
    if (await writing.em.findOne(Liaison, { customer: customer.id, person: personId, endedOn: null })) throw already();
    const { label, compartments, keeper } = customer;
    return writing.em.create(Liaison, {
      customer,
      person: writing.em.getReference(Person, personId),
      since: dayAt(this.context.now),
      label,
      compartments,
      keeper,
    });
  }
}

const notCleared = (path: string) => ({
  path,
  message: {
    en: 'Name somebody who works here and is cleared for the file; from SECRET up its keeper or somebody with a grant.',
    zh: '请指定在职且涉密权限与档案密级相符的人员；机密及以上须为保管人或持有授权。',
  },
});

const already = () =>
  conflict({
    en: 'This person is in contact with the customer already. Name somebody else.',
    zh: '该人员已是此客户的联系人，请另行指定。',
  });
