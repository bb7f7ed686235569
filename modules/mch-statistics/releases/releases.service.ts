import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { PublicRelease } from '../../../src/analysis/release/publicRelease.entity.js';
import { ApprovalStatus } from '../../../src/approvals/approvalEnums.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, invalidState, type Problem } from '../../../src/errors.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { definitionsOf } from '../indicators/indicatorValues.js';
import { ReleaseDraft } from './releaseDraft.entity.js';
import { orderOf } from './releaseOrder.js';
import { ReleaseDraftStatus } from './releases.enums.js';
import type { DraftArgs, DraftReleaseInput } from './releases.inputs.js';
import type { ReleasePreview } from './releases.types.js';

const mostCells = 1000;

/** P11.A09: figures for the public, from the draft to the release. */
export class ReleaseService {
  constructor(private readonly context: SignedInContext) {}

  draft(input: DraftReleaseInput): Promise<ReleaseDraft> {
    const { context } = this;
    return context.database.write(context, async ({ em }) => {
      const unit = await em.findOne(StatisticsUnit, { id: input.unitId });
      const corrects = input.correctsId ? await em.findOne(PublicRelease, { id: input.correctsId }) : null;
      const problems: Problem[] = [
        ...(unit ? [] : [noneThere('input.unitId')]),
        ...(input.correctsId && corrects?.series !== 'mch-statistics' ? [noneThere('input.correctsId')] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const indicatorIds = [...new Set(input.indicatorIds.map((id) => id.toLowerCase()))];
      await definitionsOf(askingOf(em), indicatorIds);
      return em.create(ReleaseDraft, {
        title: input.title.trim(),
        unit: unit!,
        period: input.period,
        lowestLevel: input.lowestLevel ?? null,
        shortestPeriod: input.shortestPeriod ?? null,
        indicatorIds,
        corrects,
        label: Label.INTERNAL,
        keeper: em.getReference(Person, context.viewer.personId),
      });
    });
  }

  preview({ id, version }: DraftArgs): Promise<ReleasePreview> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const draft = await writing.find('previewRelease', ReleaseDraft, id, version);
      const { order, threshold, notApproved } = await orderOf(writing, draft);
      const { published, withheld, toldBefore, cells, small, complementary, smallRests } =
        await context.core.releases.preview(writing, order);
      return {
        threshold,
        cells,
        small,
        complementary,
        smallRests,
        withheld: Object.entries(withheld)
          .flatMap(([measure, keys]) => keys.map((key) => ({ measure, at: JSON.parse(key) as string[] })))
          .slice(0, mostCells),
        toldBefore,
        notApproved,
        content: published,
      };
    });
  }

  request({ id, version }: DraftArgs): Promise<ReleaseDraft> {
    const { context } = this;
    const { core, viewer } = context;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const draft = await writing.find('requestRelease', ReleaseDraft, id, version);
      draft.refuseUnless(ReleaseDraftStatus.DRAFT);
      const { order, digest, notApproved } = await orderOf(writing, draft);
      const { cells, small, complementary } = await core.releases.preview(writing, order);
      draft.request(digest);
      await em.flush();
      const unit = await em.findOneOrFail(StatisticsUnit, draft.unit.id);
      const form = {
        title: draft.title,
        unit: unit.name,
        period: draft.period,
        withheld: `${small + complementary} / ${cells}`,
        notApproved: String(notApproved),
      };
      const returned = await em.findOne(ApprovalRequest, {
        name: 'approveRelease',
        recordId: draft.id,
        status: ApprovalStatus.RETURNED,
      });
      if (!returned) await core.approvals.request(writing, 'approveRelease', { record: draft, form });
      else if (returned.applicant.id === viewer.personId) await core.approvals.bringAgain(writing, returned, { form });
      else throw othersRequest;
      return draft;
    });
  }
}

/** The outcome of the approval: released as it was asked for, or not at all. */
export async function releaseApproved(writing: Writing, { recordId }: ApprovalRequest): Promise<void> {
  const { em, context } = writing;
  const draft = await em.findOneOrFail(ReleaseDraft, { id: recordId });
  draft.refuseUnless(ReleaseDraftStatus.REQUESTED);
  const { order, digest } = await orderOf(writing, draft);
  if (digest !== draft.figuresDigest) throw changedSince;
  draft.becomes(await context.core.releases.release(writing, order));
}

/** It can be asked for anew. */
export async function leaveDraft({ em }: Writing, { recordId }: ApprovalRequest): Promise<void> {
  (await em.findOne(ReleaseDraft, { id: recordId }))?.giveBack();
}

const noneThere = (path: string): Problem => ({
  path,
  message: { en: 'There is none with this id.', zh: '没有该 id 对应的记录。' },
});

const othersRequest = conflict({
  en: 'The request was returned to whoever made it. They ask again with requestRelease, or withdraw it with withdrawApproval.',
  zh: '该申请已退回原申请人，请由其再次申请，或用 withdrawApproval 撤回。',
});

const changedSince = invalidState({
  en: 'Reports, bindings or the threshold were changed since approval was asked for: what would be released is not what was reviewed. Return the request; the applicant asks again with requestRelease.',
  zh: '自申请以来报表、指标项设定或阈值已有变动，拟发布的数据与送审的不一致。请退回申请，由申请人重新用 requestRelease 送审。',
});
