import { Label } from '../../../src/access/labels.js';
import type { SignedInContext } from '../../../src/context.js';
import type { DemoOrganisation } from '../../../src/demo.js';
import { ComplaintKind } from './complaint.enums.js';
import { ComplaintService } from './complaint.service.js';

const day = 86_400_000;

/** Complaints at every stop of their way, but the last: the general manager has not decided yet. */
export async function fillComplaints(organisation: DemoOrganisation): Promise<void> {
  const context = (await organisation.as('customer-information-specialist')) as SignedInContext;
  const complaints = new ComplaintService(context);
  const files = await context.database.read<{ id: string }>(context, {
    sql: 'select c.id from customers.customer c where c.label = any ($1::access.label[]) order by c.number limit 3',
    parameters: [[Label.INTERNAL]],
  });
  const [production] = await context.database.read<{ id: string }>(context, {
    sql: 'select d.id from access.department d where d.name = $1',
    parameters: ['生产部'],
  });
  const since = (days: number) => new Date(organisation.today.getTime() - days * day);
  const [quality, late, proposed] = files as [{ id: string }, { id: string }, { id: string }];
  await complaints.receive({
    customerId: quality.id,
    kind: ComplaintKind.QUALITY,
    complainant: '赵工',
    reachedAt: '0351-6000123',
    report: '水泵运行两周后轴承温度持续偏高，要求派人检查',
    product: '离心泵 IS80-65-160',
    assistingDepartmentId: production!.id,
    complainedAt: since(1),
  });
  const taken = await complaints.receive({
    customerId: late.id,
    kind: ComplaintKind.SERVICE,
    complainant: '钱主任',
    report: '报修电话多次无人接听',
    complainedAt: since(20),
  });
  await complaints.take(taken.id, taken.version);
  const handled = await complaints.receive({
    customerId: proposed.id,
    kind: ComplaintKind.SERVICE,
    complainant: '孙经理',
    report: '发货单据与合同不符，更正用了十天',
    complainedAt: since(6),
  });
  const { id, version } = await complaints.take(handled.id, handled.version);
  await complaints.propose(id, version, { result: '单据已更正并致歉；发货前增加一次核对。' });
}
