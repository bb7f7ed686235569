import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import { ItemVersion } from '../items/itemVersion.entity.js';
import { PortalItem } from '../items/portalItem.entity.js';
import { PublishingViolation } from './publishingViolation.entity.js';
import type { DecidePublishingViolationArgs, ReportPublishingViolationArgs } from './violations.inputs.js';

/** Pursuing what should not have gone online: with the head of the unit and with whoever published it (P03.A06). */
export class ViolationsService {
  constructor(private readonly context: SignedInContext) {}

  report({ itemId, input }: ReportPublishingViolationArgs): Promise<PublishingViolation> {
    const { core, now, viewer } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const item = await writing.find('reportPublishingViolation', PortalItem, itemId);
      const [last] = await em.find(
        ItemVersion,
        { item: item.id, publishedBy: { $ne: null }, liveAt: { $ne: null } },
        { orderBy: { number: 'desc' }, limit: 1 },
      );
      if (!last) throw neverPublished(item.number);
      const head = await this.headOf(writing, item, input.unitHeadId);
      const problems: Problem[] = [
        ...(input.occurredOn > dayAt(now) ? [{ path: 'input.occurredOn', message: notToCome }] : []),
        ...(input.occurredOn < dayAt(item.createdAt)
          ? [{ path: 'input.occurredOn', message: notBefore(dayAt(item.createdAt)) }]
          : []),
        ...(head ? [] : [{ path: 'input.unitHeadId', message: nameHead }]),
      ];
      if (problems.length > 0) throw badInput(problems);
      const { label, compartments, keeper, unit } = item;
      const violation = em.create(PublishingViolation, {
        item,
        kind: input.kind,
        occurredOn: input.occurredOn,
        description: input.description.trim(),
        unit,
        unitHead: head!,
        publisher: last.publishedBy!,
        reportedBy: em.getReference(Person, viewer.personId),
        label,
        compartments,
        keeper,
      });
      await core.duties.begin(writing, 'decidePublishingViolation', { record: violation, department: null });
      return violation;
    });
  }

  /** What is upheld counts against both. */
  decide({ id, version, upheld, decision }: DecidePublishingViolationArgs): Promise<PublishingViolation> {
    const { core, now, viewer } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const violation = await writing.find('decidePublishingViolation', PublishingViolation, id, version);
      violation.decide(writing.em.getReference(Person, viewer.personId), upheld, decision.trim(), now);
      await core.duties.fulfil(writing, 'decidePublishingViolation', { record: violation });
      const { unit: department, unitHead, publisher, occurredOn } = violation;
      if (upheld)
        for (const person of new Set([unitHead.id, publisher.id]))
          await core.appraisal.record(writing, {
            kind: 'publishing.violation',
            person: { id: person },
            department,
            about: violation,
            reason: decision.trim(),
            occurredOn,
          });
      return violation;
    });
  }

  private async headOf(
    { em }: Writing,
    { unit }: PortalItem,
    given: string | null | undefined,
  ): Promise<Person | null> {
    if (given) return em.findOne(Person, { id: given });
    const [row] = await em.execute<{ head: string | null }[]>('select publishing.head_of(?) as head', [unit.id]);
    return row?.head ? em.getReference(Person, row.head) : null;
  }
}

const notToCome = { en: 'Give today or a day before.', zh: '请填写今天或之前的日期。' };
const notBefore = (day: string) => ({
  en: `The item exists since ${day}. Give that day or a later one.`,
  zh: `该信息于 ${day} 建立，请填写当日或之后的日期。`,
});
const nameHead = {
  en: 'Name the head of the unit: nobody holds UNIT_HEAD in it now.',
  zh: '请指定该单位负责人：现无人担任该单位 UNIT_HEAD。',
};
const neverPublished = (number: string) =>
  invalidState({
    en: `The item ${number} was never on the portal. Return it in its review instead (returnApproval).`,
    zh: `信息 ${number} 从未发布。请在审查中退回（returnApproval）。`,
  });
