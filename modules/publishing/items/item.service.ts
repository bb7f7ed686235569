import { Department } from '../../../src/access/department.entity.js';
import { dominates } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { copyAttachments } from '../../../src/attachments/copying.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { PortalColumn } from '../columns/portalColumn.entity.js';
import { PlannedTopic } from '../office/plannedTopic.entity.js';
import { handIn } from './handIn.js';
import { ItemVersionReason, ItemVersionStatus, kindOf, PortalItemStatus } from './item.enums.js';
import type { DraftItemInput, EditItemVersionArgs, ItemContentInput, ReviseItemArgs } from './item.inputs.js';
import { submissionDuty } from './items.duties.js';
import { itemNumbers } from './items.migrations.js';
import { type Content, contentFields, ItemVersion } from './itemVersion.entity.js';
import { PortalItem } from './portalItem.entity.js';

/** Writing, proof-reading and submitting what is to be published (P03.A04, P03.A05). */
export class ItemService {
  constructor(private readonly context: SignedInContext) {}

  draft(input: DraftItemInput): Promise<PortalItem> {
    const { core, viewer, now } = this.context;
    const { columnId, category, form, label } = input;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const unitId = input.unitId ?? viewer.department;
      const { column, unit, topic } = await this.placed(writing, columnId, unitId, input);
      const compartments: string[] = [];
      const me = this.me(writing);
      const item = em.create(PortalItem, {
        number: (await itemNumbers.next(writing, { label, compartments }))[0]!,
        title: input.title.trim(),
        column,
        kind: kindOf(category),
        category,
        form,
        unit,
        topic,
        author: me,
        occurredAt: input.occurredAt ?? now,
        label,
        compartments,
        keeper: me,
      });
      this.add(writing, item, { number: 1, reason: ItemVersionReason.FIRST, note: null }, contentOf(input));
      await core.duties.begin(writing, submissionDuty[form], { record: item, department: unit, from: item.occurredAt });
      return item;
    });
  }

  edit({ id, version, input }: EditItemVersionArgs): Promise<ItemVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const edited = await writing.find('editItemVersion', ItemVersion, id, version);
      edited.edit(this.me(writing), contentOf(input));
      return edited;
    });
  }

  proofread(id: string, version: number): Promise<ItemVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const read = await writing.find('proofreadItemVersion', ItemVersion, id, version);
      read.proofread(this.me(writing), this.context.now);
      return read;
    });
  }

  submit(id: string, version: number): Promise<ItemVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const submitted = await writing.find('submitItemVersion', ItemVersion, id, version);
      const item = await writing.em.findOneOrFail(PortalItem, { id: submitted.item.id });
      await handIn(writing, item, submitted);
      return submitted;
    });
  }

  /** A further version beside the live one, which stays until this one is reviewed and published. */
  revise({ id, version, reason, note }: ReviseItemArgs): Promise<ItemVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const item = await writing.find('reviseItem', PortalItem, id, version);
      // Whoever revises at the same time waits, and is told of the version that is open.
      await writing.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`versions of ${item.id}`]);
      const versions = await writing.em.find(ItemVersion, { item: item.id }, { orderBy: { number: 'desc' } });
      refuseRevision(item, versions, reason);
      const last = versions.find(({ liveAt }) => liveAt) ?? versions[0]!;
      const content = Object.fromEntries(contentFields.map((field) => [field, last[field]]));
      const made = { number: versions[0]!.number + 1, reason, note: note.trim() };
      const revision = this.add(writing, item, made, content);
      await copyAttachments(writing, 'ItemVersion', last, revision);
      return revision;
    });
  }

  discard(id: string, version: number): Promise<ItemVersion> {
    return this.context.database.write(this.context, async (writing) => {
      const discarded = await writing.find('discardItemVersion', ItemVersion, id, version);
      discarded.discard(this.context.now);
      return discarded;
    });
  }

  private add(
    writing: Writing,
    item: PortalItem,
    made: Pick<ItemVersion, 'number' | 'reason' | 'note'>,
    content: Content,
  ): ItemVersion {
    const { unit, label, compartments, keeper } = item;
    const title = content.title ?? item.title;
    return writing.em.create(ItemVersion, {
      ...made,
      ...content,
      title,
      item,
      unit,
      author: this.me(writing),
      label,
      compartments,
      keeper,
    });
  }

  private async placed(
    { em }: Writing,
    columnId: string,
    unitId: string | undefined,
    { occurredAt, label, topicId }: DraftItemInput,
  ): Promise<{ column: PortalColumn; unit: Department; topic: PlannedTopic | null }> {
    const { viewer, now } = this.context;
    const column = await em.findOne(PortalColumn, { id: columnId });
    const unit = unitId ? await em.findOne(Department, { id: unitId }) : null;
    const topic = topicId ? await em.findOne(PlannedTopic, { id: topicId }) : null;
    const problems: Problem[] = [
      ...(column?.open ? [] : [{ path: 'input.columnId', message: openColumn }]),
      ...(unit ? [] : [{ path: 'input.unitId', message: nameUnit }]),
      ...(topicId && (!topic || topic.droppedAt || topic.unit.id !== unitId)
        ? [{ path: 'input.topicId', message: nameTopic }]
        : []),
      ...(occurredAt && occurredAt > now ? [{ path: 'input.occurredAt', message: notToCome }] : []),
      ...(dominates(viewer.clearance, label) ? [] : [{ path: 'input.label', message: notCleared }]),
    ];
    if (problems.length > 0) throw badInput(problems);
    return { column: column!, unit: unit!, topic };
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const contentOf = (input: ItemContentInput): Content & { title: string } => ({
  ...Object.fromEntries(contentFields.map((field) => [field, input[field]?.trim() || null])),
  title: input.title.trim(),
});

const { ENDED, DISCARDED, REFUSED, LIVE } = ItemVersionStatus;

function refuseRevision({ number, status }: PortalItem, versions: readonly ItemVersion[], reason: ItemVersionReason) {
  const open = versions.find((one) => ![ENDED, DISCARDED, REFUSED, LIVE].includes(one.status));
  if (open)
    throw invalidState({
      en: `Version ${open.number} of ${number} is ${open.status}. Finish it, or discard it with discardItemVersion.`,
      zh: `信息 ${number} 的第 ${open.number} 版为“${zhOf(ItemVersionStatus, open.status)}”。请先办完，或用 discardItemVersion 作废。`,
    });
  const isLive = status === PortalItemStatus.PUBLISHED;
  if (isLive === (reason === ItemVersionReason.REPUBLICATION) && status !== PortalItemStatus.PREPARED)
    throw invalidState(
      isLive
        ? {
            en: `${number} is published: give UPDATE or CORRECTION.`,
            zh: `${number} 已发布，请选 UPDATE 或 CORRECTION。`,
          }
        : {
            en: `${number} is ${status}: give REPUBLICATION.`,
            zh: `${number} 现为“${zhOf(PortalItemStatus, status)}”，请选 REPUBLICATION。`,
          },
    );
}

const openColumn = { en: 'Name an open column, see portalColumns.', zh: '请指定开放的栏目，见 portalColumns。' };
const nameUnit = { en: 'Name a department that exists, see departments.', zh: '请指定存在的部门，见 departments。' };
const nameTopic = {
  en: 'Name a topic that is planned for the unit, see plannedTopics.',
  zh: '请指定本单位的选题，见 plannedTopics。',
};
const notToCome = { en: 'Give a moment that is over, or leave it out.', zh: '请填写已过去的时间，或省略。' };
const notCleared = { en: 'Give a label that you are cleared for.', zh: '请填写您有权知悉的密级。' };
