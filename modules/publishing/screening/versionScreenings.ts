import { Person } from '../../../src/access/person.entity.js';
import { ApprovalEventKind } from '../../../src/approvals/approvalEnums.js';
import { ApprovalEvent } from '../../../src/approvals/approvalEvent.entity.js';
import type { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { Attachment } from '../../../src/attachments/attachment.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { ScreeningVerdict, WordForm, WordSeverity } from '../../../src/screening/screening.enums.js';
import { ItemVersionStatus } from '../items/item.enums.js';
import { ItemVersion } from '../items/itemVersion.entity.js';
import { isAccepted, type Screened, screenContent } from './contentScreening.js';
import { ScreeningOccasion, VersionScreening } from './versionScreening.entity.js';

/** Before the review: what is forbidden goes no further, all else is shown to the reviewer. @returns what is forbidden */
export async function screenSubmission(writing: Writing, version: ItemVersion): Promise<Problem[]> {
  const screened = await screen(writing, version);
  if (screened.verdict === ScreeningVerdict.FORBIDDEN) return forbiddenIn(screened);
  keep(writing, version, ScreeningOccasion.SUBMISSION, screened);
  return [];
}

/** With the review: who approves what screening warned of says why. */
export async function acceptWithReview(writing: Writing, request: ApprovalRequest): Promise<void> {
  const { em } = writing;
  await em.flush();
  const [screening] = await em.find(
    VersionScreening,
    { itemVersion: request.recordId },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
  );
  if (screening?.verdict !== ScreeningVerdict.WARNING || screening.reason) return;
  const [event] = await em.find(
    ApprovalEvent,
    { request: request.id, kind: ApprovalEventKind.APPROVED },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
  );
  const reason = event?.comment?.trim();
  if (!reason) throw badInput([{ path: 'comment', message: sayWhy(screening.findings) }]);
  Object.assign(screening, { reason, acceptedBy: me(writing) });
}

/** Before publication: lists may have changed since the review. */
export async function screenPublication(writing: Writing, version: ItemVersion): Promise<void> {
  const screened = await screen(writing, version);
  const accepted = await writing.em.find(VersionScreening, { itemVersion: version.id, reason: { $ne: null } });
  if (screened.verdict === ScreeningVerdict.FORBIDDEN) throw badInput(forbiddenIn(screened));
  if (
    !isAccepted(
      screened,
      accepted.map(({ findings }) => findings),
    )
  )
    throw badInput([{ path: 'id', message: acceptFirst(screened) }]);
  keep(writing, version, ScreeningOccasion.PUBLICATION, screened);
}

/** A reviewer lets stay what a later edition of a list finds. */
export function acceptScreening(context: SignedInContext, id: string, version: number, reason: string) {
  return context.database.write(context, async (writing) => {
    const found = await writing.find('acceptScreening', ItemVersion, id, version);
    found.refuseUnless(ItemVersionStatus.SUBMITTED, ItemVersionStatus.APPROVED, ItemVersionStatus.SCHEDULED);
    const screened = await screen(writing, found);
    if (screened.verdict === ScreeningVerdict.FORBIDDEN) throw badInput(forbiddenIn(screened));
    const screening = keep(writing, found, ScreeningOccasion.ACCEPTANCE, screened);
    return Object.assign(screening, { reason: reason.trim(), acceptedBy: me(writing) });
  });
}

const me = ({ em, context }: Writing): Person => em.getReference(Person, context.viewer.personId!);

async function screen({ em, context }: Writing, version: ItemVersion): Promise<Screened> {
  const files = await em.find(Attachment, { recordType: 'ItemVersion', recordId: version.id });
  return screenContent(context.core, version, files, context.now);
}

function keep(
  { em }: Writing,
  itemVersion: ItemVersion,
  occasion: ScreeningOccasion,
  screened: Screened,
): VersionScreening {
  const { unit, label, compartments, keeper } = itemVersion;
  return em.create(VersionScreening, { itemVersion, unit, label, compartments, keeper, occasion, ...screened });
}

function forbiddenIn({ findings: { words }, truncated }: Screened): Problem[] {
  const sure = words.filter(
    ({ severity, form }) =>
      severity === WordSeverity.FORBID && (form === WordForm.EXACT || form === WordForm.DISGUISED),
  );
  return [
    ...sure.slice(0, 50).map(({ field, text, start, category, list }) => ({
      path: field,
      message: {
        en: `Take out "${text}" at ${start} (${list}: ${category}); what is forbidden is not published (P03.A06).`,
        zh: `请删去第 ${start} 位的“${text}”（${list}：${category}）；禁止内容不得发布（P03.A06）。`,
      },
    })),
    ...(truncated ? [{ path: 'text', message: tooMuch }] : []),
  ];
}

const tooMuch = {
  en: 'There is more than can be screened. Shorten the text, or part it into several items.',
  zh: '内容超出筛查范围，请缩短或拆分为多条信息。',
};

const listed = ({ words, personalData }: Screened['findings']): string =>
  [...words.map(({ text }) => `"${text}"`), ...personalData.map(({ masked }) => `"${masked}"`)].slice(0, 20).join(', ');

const sayWhy = (findings: Screened['findings']) => ({
  en: `Screening warns of ${listed(findings)}. Approve with a comment that says why it may stay, or return it.`,
  zh: `内容筛查提示：${listed(findings)}。如可保留，请在审批意见中说明理由；否则请退回。`,
});

const acceptFirst = ({ findings }: Screened) => ({
  en: `Word lists changed since the review: screening warns of ${listed(findings)}. Ask a reviewer to accept it with acceptScreening, or discard the version and revise the item.`,
  zh: `审查后词库已更新，内容筛查提示：${listed(findings)}。请由审查员用 acceptScreening 说明保留理由，或作废该版本后重新修改。`,
});
