import { addMonths, dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { OutputResolver } from './analysis/output.resolver.js';
import { DefectCause, FeedbackVerdict, Severity } from './feedback.enums.js';
import { FeedbackService } from './feedback.service.js';
import { FeedbackForm } from './feedbackForm.entity.js';
import { HandlingService } from './handling/handling.service.js';
import { HandlingRecord } from './handling/handlingRecord.entity.js';
import { OfficersService } from './network/officers.service.js';
import { PeersResolver } from './peers/peers.resolver.js';
import { UsageResolver } from './usage/usage.resolver.js';
import { UsageCondition, UsageSource } from './usage/usageReport.entity.js';

const product = '离心泵 IS80-65-160';

/** The officer of production, a case from its report to the file, and what is known of output, users and peers. */
export async function fillCases(organisation: DemoOrganisation): Promise<void> {
  const as = async (name: string) => (await organisation.as(name)) as SignedInContext;
  const [inspector, sales, head] = [await as('quality-inspector'), await as('sales-director'), await as('unit-head')];
  const today = dayAt(organisation.today);
  const unitId = head.viewer.department!;
  await new OfficersService(inspector).name({ unitId, personId: head.viewer.personId, since: today, fullTime: false });
  await closeCase(inspector, sales, head);
  const month = `${today.slice(0, 7)}-01`;
  for (const [ago, units] of [86, 92, 78, 95, 101, 88].entries())
    await new OutputResolver().recordOutput(
      { input: { product, month: addMonths(month, -6 + ago).slice(0, 7), units } },
      sales,
    );
  await new UsageResolver().recordUsage(
    {
      input: {
        user: '太原选煤厂',
        product,
        source: UsageSource.VISIT,
        learnedOn: today,
        condition: UsageCondition.WITH_DEFECTS,
        hours: 2600,
        rating: 3,
        findings: '三台运行两台，轴承温度偏高，加脂后好转',
        wishes: '随机提供润滑周期卡',
      },
    },
    sales,
  );
  for (const [peer, value] of [
    [null, 74],
    ['华东泵业', 77.5],
  ] as const)
    await new PeersResolver().recordPeerLevel(
      {
        input: {
          peer,
          product: '离心泵',
          indicator: '额定点效率',
          unit: '%',
          value,
          observedOn: today,
          source: '型式试验报告',
        },
      },
      sales,
    );
}

async function closeCase(inspector: SignedInContext, sales: SignedInContext, head: SignedInContext): Promise<void> {
  const { id, version } = await new FeedbackService(sales).report({
    input: {
      informant: '太原选煤厂',
      product,
      lot: '2512-018',
      report: '运行一周后机械密封渗漏',
      severity: Severity.MINOR,
    },
  });
  const inspecting = new FeedbackService(inspector);
  const found = await inspecting.investigate({ id, version, verdict: FeedbackVerdict.TRUE, finding: '返厂件动环划伤' });
  await inspecting.assign({
    id,
    version: found.version,
    departmentId: head.viewer.department!,
    cause: DefectCause.ASSEMBLY,
    analysis: '装配间清洁度不足，铁屑带入',
  });
  const record = await inspector.database.write(inspector, ({ em }) => em.findOneOrFail(HandlingRecord, { form: id }));
  const handling = new HandlingService(head);
  const filled = await handling.fill({
    id: record.id,
    version: record.version,
    input: { rootCause: '装配前未吹扫', correctiveAction: '增加吹扫工步并自检', result: '更换密封，用户确认不再渗漏' },
  });
  const submitted = await handling.submit(record.id, filled.version);
  const closing = new HandlingService(inspector);
  await closing.verify({ id: record.id, version: submitted.version, effective: true, verification: '跟踪一周无渗漏' });
  const { version: last } = await inspector.database.write(inspector, ({ em }) =>
    em.findOneOrFail(FeedbackForm, { id }),
  );
  await closing.close({ id, version: last, conclusion: '措施有效，同意结案' });
}
