import { dominates, isKeptApart } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import type { Period } from '../../../src/calendar/deadline.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { writtenDeadline } from '../../../src/duties/dutyNotices.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { FileLoan } from '../../../src/records/loans/fileLoan.entity.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { ReportStatus } from '../entry/entry.enums.js';
import { titlesOf } from '../entry/submission.service.js';
import { orderingInterval, orderMaterial } from './materials.duties.js';
import type {
  BindVolumeArgs,
  FileMaterialArgs,
  OpenVolumeArgs,
  PieceInput,
  ReopenVolumeArgs,
} from './materials.inputs.js';
import { MaterialVolume, VolumePiece, VolumeReopening } from './materialVolume.entity.js';

/** Material by year and class in numbered volumes (P11.A03, P11.A04). */
export class MaterialService {
  constructor(private readonly context: SignedInContext) {}

  open({ input }: OpenVolumeArgs): Promise<MaterialVolume> {
    return this.context.database.write(this.context, async (writing) => {
      const { year, materialClass, title, label } = input;
      const [next] = await askingOf(writing.em)<{ number: number }>(
        'select mch_statistics.next_volume(?, ?) as number',
        [year, materialClass],
      );
      const keeper = isKeptApart(label) ? this.me(writing) : null;
      return writing.em.create(MaterialVolume, {
        year,
        materialClass,
        number: next!.number,
        title: title.trim(),
        label,
        keeper,
      });
    });
  }

  file({ volumeId, version, pieces }: FileMaterialArgs): Promise<MaterialVolume> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const volume = await writing.find('fileMaterial', MaterialVolume, volumeId, version);
      volume.refuseBound();
      const ids = pieces.flatMap(({ reportId }) => (reportId ? [reportId] : []));
      const reports = await em.find(DataSetReport, { id: { $in: ids } });
      const filed = await em.find(VolumePiece, { report: { $in: ids } });
      const taken = new Set(filed.map(({ report }) => report!.id));
      const problems = pieces.flatMap((piece, i) => problemOf(piece, i, pieces, volume, reports, taken));
      if (problems.length > 0) throw badInput(problems);
      for (const { reportId, title, pages } of pieces) {
        const report = reportId ? reports.find(({ id }) => id === reportId.toLowerCase())! : null;
        volume.pieces += 1;
        const { label, compartments, keeper } = report ?? volume;
        em.create(VolumePiece, {
          volume,
          number: volume.pieces,
          report,
          documentHash: report?.documentHash ?? null,
          title: report ? await titleOf(writing, report) : title!.trim(),
          pages: pages ?? null,
          filedBy: this.me(writing),
          label,
          compartments,
          keeper,
        });
        // One after the other: their numbers follow each other.
        await em.flush();
      }
      return volume;
    });
  }

  bind({ id, version }: BindVolumeArgs): Promise<MaterialVolume> {
    return this.context.database.write(this.context, async (writing) => {
      const volume = await writing.find('bindMaterialVolume', MaterialVolume, id, version);
      volume.bind(this.me(writing), this.context.now);
      return volume;
    });
  }

  reopen({ id, version, reason }: ReopenVolumeArgs): Promise<MaterialVolume> {
    return this.context.database.write(this.context, async (writing) => {
      const volume = await writing.find('reopenMaterialVolume', MaterialVolume, id, version);
      volume.reopen();
      const away = await writing.em.findOne(FileLoan, { file: volume.id, returnedAt: null });
      if (away) throw isLent(away.dueAt);
      writing.em.create(VolumeReopening, { volume, reason: reason.trim(), person: this.me(writing) });
      return volume;
    });
  }

  /** What was approved before the present interval is in a volume: then the ordering of the interval is done. */
  confirm(): Promise<boolean> {
    const { core, now } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const interval = await core.interpretations.choiceOf(askingOf(writing.em), orderingInterval.id);
      const { periods } = orderMaterial.calendar as { periods: Record<string, Period> };
      const since = beginningOf(periodOf(periods[interval]!, dayAt(now)).first).toISOString();
      const [scattered] = await askingOf(writing.em)<{ count: number }>(unfiled, [since]);
      if (scattered!.count > 0) throw notFiled(scattered!.count);
      // What the asker does not see has to be filed too, by somebody who does.
      const [all] = await askingOf(writing.em)<{ filed: boolean }>('select mch_statistics.all_filed(?) as filed', [
        since,
      ]);
      if (!all!.filed) throw hiddenNotFiled();
      return (await core.duties.fulfil(writing, orderMaterial.name)).length > 0;
    });
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const unfiled = `select count(*)::int as count from mch_statistics.data_set_report r
  where r.status = 'LOCKED' and r.locked_at < ? and not exists (select from mch_statistics.volume_piece p where p.report_id = r.id)`;

async function titleOf(writing: Writing, report: DataSetReport): Promise<string> {
  const { dataSet, unit, period } = await titlesOf(writing, report);
  return `${dataSet} ${unit} ${period}`;
}

function problemOf(
  { reportId, title }: PieceInput,
  i: number,
  all: readonly PieceInput[],
  { year, label }: MaterialVolume,
  reports: readonly DataSetReport[],
  taken: ReadonlySet<string>,
): Problem[] {
  const of = (path: string, message: Message) => [{ path: `pieces.${i}.${path}`, message }];
  if (!reportId) return title ? [] : of('title', { en: 'Give a report or a title.', zh: '请给出报表或标题。' });
  const id = reportId.toLowerCase();
  const report = reports.find((one) => one.id === id);
  if (!report)
    return of('reportId', { en: 'There is no such report, or it is not visible.', zh: '没有该报表，或对您不可见。' });
  if (taken.has(id) || all.findIndex((one) => one.reportId?.toLowerCase() === id) !== i)
    return of('reportId', { en: 'It is filed already, or given twice.', zh: '该报表已归卷，或重复填写。' });
  if (report.status !== ReportStatus.LOCKED)
    return of('reportId', { en: 'It is not approved yet: file it then.', zh: '该报表尚未审定，审定后再归卷。' });
  if (Number(report.lastDay.slice(0, 4)) !== year)
    return of('reportId', {
      en: `Its period ends in ${report.lastDay.slice(0, 4)}: file it in a volume of that year.`,
      zh: `其报告期截至 ${report.lastDay.slice(0, 4)} 年，请归入该年度的卷。`,
    });
  return dominates(label, report.label)
    ? []
    : of('reportId', {
        en: 'Its label is higher than that of the volume. Open one with its label.',
        zh: '其密级高于该卷，请另立相应密级的卷。',
      });
}

const notFiled = (count: number) =>
  invalidState({
    en: `${count} approved reports are in no volume yet. dataSetReports(filter: { status: { eq: LOCKED }, volumePieces: { none: {} } }) lists them; file them with fileMaterial.`,
    zh: `尚有 ${count} 份已审定报表未归卷。可用 dataSetReports(filter: { status: { eq: LOCKED }, volumePieces: { none: {} } }) 查看，并用 fileMaterial 归卷。`,
  });

const hiddenNotFiled = () =>
  invalidState({
    en: 'Approved material that you do not see is in no volume yet. Ask the section head and whoever keeps classified reports to file it with fileMaterial, then confirm again.',
    zh: '尚有您无权查看的已审定资料未归卷。请联系信息科主任及涉密报表保管人用 fileMaterial 归卷后，再行确认。',
  });

const isLent = (dueAt: Date) =>
  invalidState({
    en: `The volume is on loan and due back on ${writtenDeadline(dueAt)}. Reopen it once it is back (returnFile).`,
    zh: `该卷已借出，应于 ${writtenDeadline(dueAt)} 归还。请归还注销（returnFile）后再启卷。`,
  });
