import { MissingKind } from '../../../src/access/conditions.js';
import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, forbidden, invalidState, type Problem } from '../../../src/errors.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { EntryKind, ReportStatus } from '../entry/entry.enums.js';
import { cellsOf, currentValues, type FormCell } from '../entry/form.js';
import { record, understand } from '../entry/recording.js';
import { titlesOf } from '../entry/submission.service.js';
import { DataValue, ValueEntry } from '../entry/valueEntry.entity.js';
import { written } from '../entry/values.js';
import { refuseOwnFigures } from './separation.js';
import { SpotCheckFinding } from './spotCheckFinding.entity.js';
import { SpotCheckFindingState } from './spotChecks.enums.js';
import type {
  CorrectSpotCheckFindingsArgs,
  ExplainSpotCheckFindingArgs,
  SettleSpotCheckFindingArgs,
  SpotCheckCorrectionInput,
} from './spotChecks.inputs.js';

/** Correcting what spot checks found, explaining it, and verifying that (P11.A07). */
export class FindingService {
  constructor(private readonly context: SignedInContext) {}

  /** Of a locked report the reasons are kept and its unlocking is asked for with them; then it goes on without another word. */
  correct({ reportId, version, corrections }: CorrectSpotCheckFindingsArgs): Promise<DataSetReport> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const report = await writing.find('correctSpotCheckFindings', DataSetReport, reportId, version);
      const open = await em.find(
        SpotCheckFinding,
        { report: report.id, state: SpotCheckFindingState.OPEN },
        { orderBy: { createdAt: 'asc', id: 'asc' } },
      );
      const problems = corrections.flatMap((given, i) => problemsOf(given, i, corrections, open));
      if (problems.length > 0) throw badInput(problems);
      for (const { findingId, reason } of corrections)
        open.find(({ id }) => id === findingId.toLowerCase())!.reason = reason.trim();
      const answered = open.filter(({ reason }) => reason !== null);
      if (answered.length === 0) throw badInput([nothingToCorrect]);
      if (report.status === ReportStatus.LOCKED) await this.askToUnlock(writing, report, answered);
      else for (const finding of answered) await this.enter(writing, report, finding);
      return report;
    });
  }

  explain({ id, version, explanation }: ExplainSpotCheckFindingArgs): Promise<SpotCheckFinding> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const finding = await writing.find('explainSpotCheckFinding', SpotCheckFinding, id, version);
      finding.answer(SpotCheckFindingState.EXPLAINED, this.me(writing), context.now);
      finding.reason = explanation.trim();
      await context.core.duties.fulfil(writing, 'correctSpotCheckFinding', { record: finding });
      return finding;
    });
  }

  settle({ id, version, accept, remark }: SettleSpotCheckFindingArgs): Promise<SpotCheckFinding> {
    const { context } = this;
    if (!accept && !remark?.trim()) throw badInput([remarkNeeded]);
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const finding = await writing.find('settleSpotCheckFinding', SpotCheckFinding, id, version);
      if (finding.answeredBy?.id === context.viewer.personId) throw this.ownAnswer();
      await refuseOwnFigures(writing, [finding.report.id]);
      const report = await em.findOneOrFail(DataSetReport, finding.report.id);
      if (accept && finding.state === SpotCheckFindingState.CORRECTED)
        await refuseUncorrected(writing, report, finding);
      finding.settle(accept, this.me(writing), context.now, remark?.trim() || null);
      const record = Object.assign(finding, { department: report.department });
      if (!accept) await context.core.duties.begin(writing, 'correctSpotCheckFinding', { record });
      return finding;
    });
  }

  private async askToUnlock(
    writing: Writing,
    report: DataSetReport,
    findings: readonly SpotCheckFinding[],
  ): Promise<void> {
    const reason = [...new Set(findings.map((finding) => finding.reason!))].join('；');
    const form = {
      ...(await titlesOf(writing, report)),
      reason: `抽查更正 ${findings.length} 项：${reason}`.slice(0, 2000),
    };
    await this.context.core.approvals.request(writing, 'unlockStatistics', { record: report, form });
  }

  private async enter(writing: Writing, report: DataSetReport, finding: SpotCheckFinding): Promise<void> {
    const { em } = writing;
    const { core, now } = this.context;
    report.refuseClosed();
    const ask = askingOf(em);
    const cells = await cellsOf(ask, report.dataSet.id, report.firstDay);
    const cell = cellOf(cells, finding);
    const given = [{ element: cell.element, option: cell.option, value: finding.found! }];
    const { values } = understand(cells, await currentValues(ask, report.id), given, 'corrections');
    // Somebody may have put it right with enterValues meanwhile.
    finding.entry =
      values.length > 0
        ? (await record(writing, [{ report, values, reason: finding.reason, kind: EntryKind.SPOT_CHECK }]))[0]!
        : await lastEntryOf(writing, finding);
    finding.answer(SpotCheckFindingState.CORRECTED, this.me(writing), now);
    await core.duties.fulfil(writing, 'correctSpotCheckFinding', { record: finding });
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }

  private ownAnswer() {
    const words = {
      message: {
        en: 'Whoever corrected or explained a finding does not settle it.',
        zh: '更正或说明问题的人不得自行核实。',
      },
      remedy: { en: 'Somebody else of the information section settles it.', zh: '请由信息科其他人员核实。' },
    };
    const { denials } = this.context.core;
    return forbidden(words.message, denials.lacking({ kind: MissingKind.STATE, words }, 'P11.A07'));
  }
}

const cellOf = (cells: readonly FormCell[], { element, option }: SpotCheckFinding): FormCell =>
  cells.find((cell) => cell.elementId === element.id && cell.optionId === option.id)!;

async function lastEntryOf({ em }: Writing, { report, element, option }: SpotCheckFinding): Promise<ValueEntry> {
  const of = { report: report.id, element: element.id, option: option.id };
  const [value] = await em.find(DataValue, of, { orderBy: { revision: 'desc' }, limit: 1 });
  return em.findOneOrFail(ValueEntry, value!.entry.id);
}

/** A correction counts when it was reviewed and locked, and still stands there. */
async function refuseUncorrected(writing: Writing, report: DataSetReport, finding: SpotCheckFinding): Promise<void> {
  if (report.status !== ReportStatus.LOCKED)
    throw invalidState({
      en: 'The corrected report is not approved yet. It is handed in with submitReport and reviewed first.',
      zh: '更正后的报表尚未审定，请先用 submitReport 上报并完成审核。',
    });
  const ask = askingOf(writing.em);
  const cell = cellOf(await cellsOf(ask, report.dataSet.id, report.firstDay), finding);
  const value = (await currentValues(ask, report.id)).get(`${cell.element}.${cell.option}`);
  const now = value && written(value);
  if (now !== finding.found)
    throw invalidState({
      en: `The report has ${now ?? 'nothing'} now, and the source documents ${finding.found}. Send the finding back.`,
      zh: `报表现为 ${now ?? '空'}，原始凭证为 ${finding.found}。请退回该问题。`,
    });
}

function problemsOf(
  { findingId }: SpotCheckCorrectionInput,
  i: number,
  all: readonly SpotCheckCorrectionInput[],
  open: readonly SpotCheckFinding[],
): Problem[] {
  const finding = open.find(({ id }) => id === findingId.toLowerCase());
  const path = `corrections.${i}.findingId`;
  if (!finding || all.findIndex((one) => one.findingId.toLowerCase() === finding.id) !== i)
    return [
      {
        path,
        message: {
          en: 'It is no open finding of this report, or is given twice.',
          zh: '该问题不属于此报表、已处理，或重复填写。',
        },
      },
    ];
  return finding.found === null
    ? [
        {
          path,
          message: {
            en: 'There are no source documents to correct it by. Explain it with explainSpotCheckFinding.',
            zh: '没有可据以更正的原始凭证，请用 explainSpotCheckFinding 说明。',
          },
        },
      ]
    : [];
}

const remarkNeeded: Problem = {
  path: 'remark',
  message: { en: 'Say why it is sent back.', zh: '请填写退回原因。' },
};

const nothingToCorrect: Problem = {
  path: 'corrections',
  message: {
    en: 'Name at least one open finding of the report, with the reason. spotCheckFindings lists them.',
    zh: '请至少给出该报表的一项待处理问题及原因，见 spotCheckFindings。',
  },
};
