import type { Label } from '../../../src/access/labels.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingAs, askingOf } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { badInput, notFound, type Problem } from '../../../src/errors.js';
import { DataSetAssignment } from '../forms/dataSet.entity.js';
import { noteReadings } from '../secrecy/noteReadings.js';
import { checkedReport, type ReportKey } from './checkedReport.js';
import { findingsOf } from './checks.js';
import { DataSetReport } from './dataSetReport.entity.js';
import type { EnterValuesArgs, OpenReportArgs } from './entry.inputs.js';
import type { StatisticsForm } from './entry.types.js';
import { cellsOf, currentValues, keyOf } from './form.js';
import { openedReport, openingOf, refuseHidden } from './opening.js';
import { isCorrection, record, understand } from './recording.js';

/** Opening forms, entering values, and looking at what stands there. */
export class EntryService {
  constructor(private readonly context: SignedInContext) {}

  /** The report of that period, made where there is none yet. */
  open({ assignmentId, period }: OpenReportArgs): Promise<DataSetReport> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const assignment = await writing.find('openReport', DataSetAssignment, assignmentId);
      const opening = await openingOf(writing.em, assignment, period, context.now);
      const found = await writing.em.findOne(DataSetReport, { assignment: assignment.id, period });
      if (found) return found;
      await refuseHidden(writing.em, assignment, opening);
      return openedReport(writing.em, assignment, opening);
    });
  }

  enter({ id, version, input }: EnterValuesArgs): Promise<DataSetReport> {
    return this.context.database.write(this.context, async (writing) => {
      const ask = askingOf(writing.em);
      const report = await writing.find('enterValues', DataSetReport, id, version);
      report.refuseClosed();
      const [cells, current] = [await cellsOf(ask, report.dataSet.id, report.firstDay), await currentValues(ask, id)];
      const { values, problems } = understand(cells, current, input.values, 'input.values');
      const reason = input.reason?.trim() || null;
      if (isCorrection(values) && !reason) problems.push(reasonNeeded);
      if (problems.length > 0) throw badInput(problems);
      if (values.length > 0) await record(writing, [{ report, values, reason }]);
      return report;
    });
  }

  async form(id: string): Promise<StatisticsForm> {
    const { context } = this;
    const ask = askingAs(context);
    const [report] = uuid.test(id)
      ? await ask<ReportKey & { version: number; label: Label; compartments: string[] }>(
          `select id, version, data_set_id as "dataSetId", unit_id as "unitId", period, first_day::text as "firstDay",
             label, compartments from mch_statistics.data_set_report where id = ?`,
          [id],
        )
      : [];
    if (!report) throw notFound('DataSetReport');
    const { label, compartments, version } = report;
    await noteReadings(context, 'statisticsForm', [{ id, label, compartments }]);
    const checked = await checkedReport(ask, report);
    return {
      id,
      version,
      lines: checked.cells.map((cell) => ({
        ...cell,
        revision: null,
        value: null,
        missing: null,
        amount: null,
        ...checked.values.get(keyOf(cell)),
      })),
      findings: findingsOf(checked).map((finding) => ({ ...finding, text: finding.text[context.locale] })),
    };
  }
}

const reasonNeeded: Problem = {
  path: 'input.reason',
  message: {
    en: 'Values are replaced that were entered before: say why. The former values stay readable.',
    zh: '本次更改了已录入的数值，请填写更正原因；原值仍可查阅。',
  },
};
