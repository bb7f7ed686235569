import type { Context } from '../../../src/context.js';
import { type Ask, askingAs, askingOf } from '../../../src/database/asking.js';
import { uuid, type Writing } from '../../../src/database/writing.js';
import { notFound, type ZhiduError } from '../../../src/errors.js';
import { notAssigned } from './faults.js';
import { FormCells } from './formCells.js';
import { ImportedReports, refusedValues, type TakenValues } from './importedReports.js';
import type { GivenValues } from './reportsInFile.js';
import { SeenCells } from './seenCells.js';

/** What somebody orders besides the file. */
export interface ValueOrder {
  dataSetId: string;
  reason: string | null;
}

/** More of them in a transaction make an import hardly quicker, and make others wait longer for what it writes. */
export const reportsAtOnce = 50;

/** Takes the reports of a file, for a request and for a job alike: what is wrong with one value keeps no other out. */
export class ValueIntake {
  private readonly cells: FormCells;

  private constructor(
    private readonly order: ValueOrder,
    private readonly assignments: ReadonlyMap<string, string>,
    private readonly knownCells: readonly string[],
  ) {
    this.cells = new FormCells(order.dataSetId);
  }

  /** @throws NOT_FOUND where the viewer sees no such form */
  static async of(context: Context, order: ValueOrder): Promise<ValueIntake> {
    const ask = askingAs(context);
    const [dataSet] = uuid.test(order.dataSetId)
      ? await ask('select 1 from mch_statistics.data_set where id = ?', [order.dataSetId])
      : [];
    if (!dataSet) throw notFound('DataSet');
    return new ValueIntake(
      order,
      await assignmentsOf(ask, order.dataSetId),
      await cellsOfAllEditions(ask, order.dataSetId),
    );
  }

  /** For files of which not everything is in memory at once. */
  seenCells(): SeenCells {
    return new SeenCells(this.assignments, this.knownCells);
  }

  /** Answers for each report, in their order. */
  async take(writing: Writing, given: readonly GivenValues[], dryRun: boolean): Promise<TakenValues[]> {
    const sound = given.map((values) => values.filter(({ fault }) => !fault));
    const known = sound.flatMap((values, i) => {
      const assignmentId = values[0] && this.assignments.get(values[0].orgUnit);
      return assignmentId ? [{ i, values, assignmentId }] : [];
    });
    const cellsOn = await this.cells.lookingAt(askingOf(writing.em));
    const reports = new ImportedReports(writing, { dryRun, reason: this.order.reason, cellsOn });
    const answers = known.length > 0 ? await reports.take(known) : [];
    const taken = new Map(known.map(({ i }, at) => [i, answers[at]!]));
    return given.map((values, i) => withFaulty(values, taken.get(i) ?? refusedValues(sound[i]!, notAssigned)));
  }

  refuse(values: GivenValues, { text: reason }: ZhiduError): TakenValues {
    const sound = values.filter(({ fault }) => !fault);
    return withFaulty(values, refusedValues(sound, { property: 'value', reason }));
  }
}

const withFaulty = (values: GivenValues, taken: TakenValues): TakenValues => ({
  ...taken,
  refused: [...values.flatMap((value) => (value.fault ? [{ value, fault: value.fault }] : [])), ...taken.refused],
});

async function assignmentsOf(ask: Ask, dataSetId: string): Promise<Map<string, string>> {
  const rows = await ask<{ id: string; uid: string }>(
    `select a.id, u.uid from mch_statistics.data_set_assignment a
     join mch_statistics.statistics_unit u on u.id = a.unit_id where a.data_set_id = ?`,
    [dataSetId],
  );
  return new Map(rows.map(({ id, uid }) => [uid, id]));
}

async function cellsOfAllEditions(ask: Ask, dataSetId: string): Promise<string[]> {
  const rows = await ask<{ cell: string }>(
    `select distinct e.uid || '.' || o.uid as cell
     from mch_statistics.data_set_edition d join mch_statistics.data_set_line l on l.edition_id = d.id
       join mch_statistics.data_element e on e.id = l.element_id
       join mch_statistics.category_option_combination o on o.combination_id = e.combination_id
     where d.data_set_id = ? and d.withdrawn_at is null order by 1`,
    [dataSetId],
  );
  return rows.map(({ cell }) => cell);
}
