import { dominates } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { addMonths, dayAt, endOf } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { screenPublication } from '../screening/versionScreenings.js';
import { ItemVersionStatus } from './item.enums.js';
import type { ClassifyItemArgs, PublishItemVersionArgs, WithdrawItemArgs } from './item.inputs.js';
import { ItemVersion } from './itemVersion.entity.js';
import { PortalItem } from './portalItem.entity.js';

/** Publishing what was reviewed, and taking it off the portal (P03.A06). */
export class PublicationService {
  constructor(private readonly context: SignedInContext) {}

  publish(given: PublishItemVersionArgs): Promise<ItemVersion> {
    const { id, version, publishAt, expiresAt } = given;
    return this.context.database.write(this.context, async (writing) => {
      const approved = await writing.find('publishItemVersion', ItemVersion, id, version);
      approved.refuseUnless(ItemVersionStatus.APPROVED, ItemVersionStatus.SCHEDULED);
      const problems = this.timeProblems(given);
      if (problems.length > 0) throw badInput(problems);
      await screenPublication(writing, approved);
      await putOnPortal(writing, approved, publishAt ?? null, expiresAt ?? null);
      await this.countAdopted(writing, approved);
      return approved;
    });
  }

  unschedule(id: string, version: number): Promise<ItemVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const scheduled = await writing.find('unscheduleItemVersion', ItemVersion, id, version);
      scheduled.refuseUnless(ItemVersionStatus.SCHEDULED);
      await writing.em.execute('select publishing.unschedule(?)', [id]);
      return scheduled;
    });
  }

  withdraw({ id, version, reason }: WithdrawItemArgs): Promise<PortalItem> {
    return this.context.database.write(this.context, async (writing) => {
      const item = await writing.find('withdrawItem', PortalItem, id, version);
      item.withdraw(writing.em.getReference(Person, this.context.viewer.personId), reason.trim(), this.context.now);
      const live = await writing.em.findOneOrFail(ItemVersion, { item: id, status: ItemVersionStatus.LIVE });
      live.end(this.context.now);
      return item;
    });
  }

  /** A trigger takes the item off the portal in the same transaction. */
  classify({ id, version, label, reason }: ClassifyItemArgs): Promise<PortalItem> {
    return this.context.database.write(this.context, async (writing) => {
      const item = await writing.find('classifyItem', PortalItem, id, version);
      const problems: Problem[] = [
        ...(label !== item.label && dominates(label, item.label) ? [] : [{ path: 'label', message: higher }]),
        ...(dominates(this.context.viewer.clearance, label) ? [] : [{ path: 'label', message: notCleared }]),
      ];
      if (problems.length > 0) throw badInput(problems);
      Object.assign(item, { label, withdrawReason: reason.trim() });
      return item;
    });
  }

  /** Once for an item, however often it is published. */
  private async countAdopted(writing: Writing, { item: { id } }: ItemVersion): Promise<void> {
    const item = await writing.em.findOneOrFail(PortalItem, { id });
    const { author: person, unit: department, number: reason } = item;
    const merit = { kind: 'publishing.adopted', person, department, about: item, reason };
    await this.context.core.appraisal.record(writing, merit);
  }

  private lastMoment(): Date {
    return endOf(addMonths(dayAt(this.context.now), 24));
  }

  private timeProblems({ publishAt, expiresAt }: PublishItemVersionArgs): Problem[] {
    const begins = publishAt ?? this.context.now;
    return [
      ...(publishAt && publishAt <= this.context.now ? [{ path: 'publishAt', message: toCome }] : []),
      ...(publishAt && publishAt > this.lastMoment() ? [{ path: 'publishAt', message: tooFar }] : []),
      ...(expiresAt && expiresAt <= begins ? [{ path: 'expiresAt', message: afterwards }] : []),
    ];
  }
}

/** The one way in which a reviewed version comes on the portal: at once, or by the sweep at a time. */
async function putOnPortal(
  { em }: Writing,
  { id }: ItemVersion,
  publishAt: Date | null,
  expiresAt: Date | null,
): Promise<void> {
  await em.execute('select publishing.publish(?, ?, ?)', [
    id,
    publishAt?.toISOString() ?? null,
    expiresAt?.toISOString() ?? null,
  ]);
}

const toCome = {
  en: 'Give a moment to come, or leave it out to publish at once.',
  zh: '请填写将来的时间；立即发布请省略。',
};
const tooFar = { en: 'Give a moment within two years from now.', zh: '发布时间须在两年之内。' };
const afterwards = { en: 'Give a moment after it goes live.', zh: '到期时间须晚于发布时间。' };
const higher = { en: 'Give a label above the one that it has.', zh: '请填写高于现有密级的密级。' };
const notCleared = { en: 'Give a label that you are cleared for.', zh: '请填写您有权知悉的密级。' };
