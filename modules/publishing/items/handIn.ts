import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { ApprovalStatus } from '../../../src/approvals/approvalEnums.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { Attachment } from '../../../src/attachments/attachment.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { PlannedTopic } from '../office/plannedTopic.entity.js';
import { screenSubmission } from '../screening/versionScreenings.js';
import { ItemVersionStatus, PortalCategory } from './item.enums.js';
import { completeEmergency, submissionDuty, textFile } from './items.duties.js';
import { textTypes } from './items.files.js';
import type { ItemVersion } from './itemVersion.entity.js';
import type { PortalItem } from './portalItem.entity.js';

/**
 * The one way in which a version is handed in for its review.
 *
 * @throws BAD_USER_INPUT naming all that is missing
 */
export async function handIn(writing: Writing, item: PortalItem, version: ItemVersion): Promise<void> {
  const { em, context } = writing;
  const { core, now, viewer } = context as SignedInContext;
  version.refuseUnless(ItemVersionStatus.DRAFT, ItemVersionStatus.RETURNED);
  const problems = [
    ...problemsOf(item, version),
    ...(await fileProblems(writing, version)),
    ...(await screenSubmission(writing, version)),
  ];
  if (problems.length > 0) throw badInput(problems);
  const me = em.getReference(Person, viewer.personId);
  const barred = [version.author, version.proofReader!, me];
  version.submit(me, now);
  const isFirst = !item.submittedAt;
  if (isFirst) await submitted(writing, item);
  if (item.category === PortalCategory.EMERGENCIES) await followUp(writing, item, version, isFirst);
  const asked = await em.findOne(ApprovalRequest, {
    recordId: version.id,
    applicant: me.id,
    status: { $in: [ApprovalStatus.RETURNED, ApprovalStatus.RUNNING] },
  });
  const form = { number: item.number, version: version.number };
  if (!asked) await core.approvals.request(writing, 'reviewItem', { record: version, form, barred });
  else if (asked.status === ApprovalStatus.RETURNED) await core.approvals.bringAgain(writing, asked, { form, barred });
}

/** For the first time: it was in time or late, and what the office planned is there. */
async function submitted(writing: Writing, item: PortalItem): Promise<void> {
  const { core, now } = writing.context;
  item.submittedAt = now;
  const duty = submissionDuty[item.form];
  await core.duties.fulfil(writing, duty, { record: item });
  const { topic, unit, author } = item;
  if (topic) {
    const planned = await writing.em.findOneOrFail(PlannedTopic, { id: topic.id });
    planned.submittedAt ??= now;
    await core.duties.fulfil(writing, 'submitPlannedTopic', { record: planned });
  }
  const { dueAt } = await core.duties.deadlineOf(writing, duty, item.occurredAt);
  if (now >= dueAt)
    await core.appraisal.record(writing, {
      kind: 'publishing.late',
      person: author,
      department: unit,
      about: item,
      reason: item.number,
    });
}

/** What is not known yet of an emergency is due later. */
async function followUp(
  writing: Writing,
  item: PortalItem,
  { cause, outcome }: ItemVersion,
  isFirst: boolean,
): Promise<void> {
  const { duties } = writing.context.core;
  const { unit: department, occurredAt: from } = item;
  if (cause && outcome) await duties.fulfil(writing, completeEmergency.name, { record: item });
  else if (isFirst) await duties.begin(writing, completeEmergency.name, { record: item, department, from });
}

type Part = 'text' | 'source' | 'basis' | 'conditions' | 'procedure' | 'term' | 'result' | 'contact';

const titles: Record<Part, Message> = {
  text: { en: 'the text', zh: '正文' },
  source: { en: 'the source', zh: '信息来源' },
  basis: { en: 'the basis', zh: '依据' },
  conditions: { en: 'the conditions', zh: '条件' },
  procedure: { en: 'the procedure', zh: '程序' },
  term: { en: 'the term', zh: '期限' },
  result: { en: 'the result', zh: '结果' },
  contact: { en: 'how the unit is reached', zh: '联系方式' },
};

/** P03.A02: what an item of the category has beside text and source. */
const partsOf: Partial<Record<PortalCategory, readonly Part[]>> = {
  [PortalCategory.ORGANISATION]: ['contact'],
  [PortalCategory.PERMITS]: ['basis', 'conditions', 'procedure', 'term', 'result'],
};

/** P03.A05 and P03.A06: what keeps a version from its review. */
function problemsOf({ category, label, compartments }: PortalItem, version: ItemVersion): Problem[] {
  const missing = (['text', 'source', ...(partsOf[category] ?? [])] as const).filter((part) => !version[part]);
  return [
    ...missing.map((part) => ({
      path: part,
      message: {
        en: `Give ${titles[part].en} with editItemVersion.`,
        zh: `请用 editItemVersion 填写${titles[part].zh}。`,
      },
    })),
    ...(version.proofReader ? [] : [{ path: 'proofReader', message: proofread }]),
    ...(label === Label.PUBLIC && compartments.length === 0 ? [] : [{ path: 'label', message: classified }]),
  ];
}

/** Where a text is handed in as a file too (publishing.textFile). */
async function fileProblems({ em, context }: Writing, { id }: ItemVersion): Promise<Problem[]> {
  if ((await context.core.interpretations.choiceOf(askingOf(em), textFile.id)) !== 'FILE') return [];
  const count = await em.count(Attachment, {
    recordType: 'ItemVersion',
    recordId: id,
    mediaType: { $in: [...textTypes] },
  });
  return count > 0 ? [] : [{ path: 'attachments', message: attachText }];
}

const attachText = {
  en: 'Attach the text as .doc or .docx (attach), then have it proof-read.',
  zh: '请附上 .doc 或 .docx 格式的正文（attach），再行校对。',
};

const proofread = {
  en: 'Have it proof-read by somebody who did not write it (proofreadItemVersion); each edit asks for it anew.',
  zh: '请由撰稿人以外的人员校对（proofreadItemVersion）；每次修改后须重新校对。',
};

const classified = {
  en: 'Only what is PUBLIC is published (P03.A06). Write an item without what is classified.',
  zh: '只有公开信息可以上网发布（P03.A06）。请另拟不含涉密内容的信息。',
};
