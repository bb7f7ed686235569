import { Person } from '../../../src/access/person.entity.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import { FileViolation } from './fileViolation.entity.js';
import type { DecideViolationArgs, ReportViolationArgs } from './violations.inputs.js';

/** Pursuing who reads customer files or passes them on without authorisation (P04.A05). */
export class ViolationsService {
  constructor(private readonly context: SignedInContext) {}

  report({ customerId, input }: ReportViolationArgs): Promise<FileViolation> {
    const { context } = this;
    const { kind, occurredOn, accusedId } = input;
    return context.database.write(context, async (writing) => {
      const customer = await writing.find('reportViolation', Customer, customerId);
      const accused = accusedId ? await writing.em.findOne(Person, { id: accusedId }) : null;
      const problems = [
        ...notToCome('input.occurredOn', occurredOn, context.now),
        ...(accusedId && !accused ? [noSuchPerson] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const accusesManager = accused !== null && (await isGeneralManager(writing, accused.id));
      const { label, compartments, keeper } = customer;
      const violation = writing.em.create(FileViolation, {
        customer,
        kind,
        occurredOn,
        description: input.description.trim(),
        accused,
        accusesManager,
        reportedBy: writing.em.getReference(Person, context.viewer.personId),
        label,
        compartments,
        keeper,
      });
      const duty = accusesManager ? 'pursueManager' : 'pursueViolation';
      await context.core.duties.begin(writing, duty, { record: violation, keptFrom: accused });
      return violation;
    });
  }

  decide({ id, version, decision }: DecideViolationArgs): Promise<FileViolation> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const violation = await writing.find('decideViolation', FileViolation, id, version);
      violation.decide(decision.trim(), writing.em.getReference(Person, context.viewer.personId), context.now);
      for (const duty of ['pursueViolation', 'pursueManager'])
        await context.core.duties.fulfil(writing, duty, { record: violation });
      return violation;
    });
  }
}

async function isGeneralManager({ em }: Writing, person: string): Promise<boolean> {
  const [row] = await em.execute<{ is: boolean }[]>('select customers.is_general_manager(?) as "is"', [person]);
  return row!.is;
}

const noSuchPerson = {
  path: 'input.accusedId',
  message: {
    en: 'There is no such person. Look the id up in people, or leave it out.',
    zh: '没有此人。请在 people 中查找 id，或省略此项。',
  },
};
