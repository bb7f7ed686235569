import { createHash } from 'node:crypto';
import { demoPassword } from '../../src/access/founding.js';
import { Label } from '../../src/access/labels.js';
import { ApprovalVerdict } from '../../src/approvals/approvalEnums.js';
import { Decisions } from '../../src/approvals/decisions.js';
import { addDays, dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import { periodOf } from '../../src/duties/periods.js';
import { AnalysisRhythm } from './analyses/analyses.enums.js';
import { AnalysisService } from './analyses/analyses.service.js';
import { CopyContent } from './copies/copies.enums.js';
import { CopyService } from './copies/copies.service.js';
import { MaterialClass } from './materials/materials.enums.js';
import { MaterialService } from './materials/materials.service.js';

interface People {
  statistician: SignedInContext;
  head: SignedInContext;
  director: SignedInContext;
}

/** What follows when a report was handed in: both reviews, a volume with it, an analysis, and copies of it all. */
export async function fillApproved(
  { statistician, head, director }: People,
  report: { id: string; lastDay: string },
  unitId: string,
): Promise<void> {
  for (const reviewer of [head, director]) {
    const [task] = await reviewer.database.read<{ id: string }>(reviewer, {
      sql: 'select t.id from approvals.task t join approvals.request r on r.id = t.request_id where r.record_id = $1',
      parameters: [report.id],
    });
    await new Decisions(reviewer).decide({ taskId: task!.id, verdict: ApprovalVerdict.APPROVE }, demoPassword);
  }
  const materials = new MaterialService(statistician);
  const year = Number(report.lastDay.slice(0, 4));
  const volume = await materials.open({
    input: { year, materialClass: MaterialClass.REPORTS, title: '孕产妇与儿童健康月报', label: Label.INTERNAL },
  });
  const pieces = [
    { reportId: report.id, pages: 2 },
    { title: '死亡报告卡审核记录', pages: 3 },
  ];
  await materials.file({ volumeId: volume.id, version: volume.version, pieces });
  await new CopyService(statistician).register({
    input: {
      content: CopyContent.PROGRAMS,
      marking: '程序 2026-1',
      place: '档案室防火柜',
      medium: '移动硬盘',
      sum: createHash('sha256').update('programs of the demo').digest('hex'),
      product: '0.1.0',
    },
  });
  await fillAnalysis(statistician, head, unitId);
}

async function fillAnalysis(author: SignedInContext, head: SignedInContext, unitId: string): Promise<void> {
  const [indicator] = await head.database.read<{ id: string }>(head, {
    sql: `select i.id from mch_statistics.indicator i where i.code = 'infant-mortality-rate' order by i.id limit 1`,
    parameters: [],
  });
  const plan = await new AnalysisService(head).plan({
    title: '婴儿死亡季度分析',
    unitId,
    indicatorIds: [indicator!.id],
    rhythm: AnalysisRhythm.QUARTER,
    days: 20,
    authorId: author.viewer.personId,
    label: Label.INTERNAL,
  });
  const today = dayAt(author.now);
  const before = periodOf('quarter', addDays(periodOf('quarter', today).first, -1));
  await new AnalysisService(author).submit(plan.id, {
    period: before.key,
    title: '婴儿死亡情况分析',
    text: '本季度婴儿死亡率与上季度持平，个别乡镇报表未及时上报，建议加强新生儿访视与催报。',
  });
}
