import { Label } from '../../src/access/labels.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { ReaderKind } from './reading.inputs.js';
import { ReadingService } from './reading.service.js';

const day = 86_400_000;

/** Two requests to read files, which wait for customer service. */
export async function fillReadings(organisation: DemoOrganisation): Promise<void> {
  const context = (await organisation.as('sales-director')) as SignedInContext;
  const files = await context.database.read<{ id: string }>(context, {
    sql: 'select c.id from customers.customer c where c.label = any ($1::access.label[]) order by c.number limit 2',
    parameters: [[Label.INTERNAL]],
  });
  const readerId = await organisation.personId('sales-director');
  const common = {
    subject: '2025 年合同与往来账目',
    purpose: '核对账目',
    reason: '年度审计需要',
    signedBy: '孙国强',
    readerId,
    from: context.now,
    until: new Date(context.now.getTime() + 14 * day),
  };
  const outside = { outsideName: '林峰', outsideUnit: '诚信会计师事务所', introduction: '介绍信 2026-017' };
  for (const [i, { id }] of files.entries())
    await new ReadingService(context).request(id, {
      ...common,
      ...(i === 0 ? { reader: ReaderKind.INSIDE } : { reader: ReaderKind.OUTSIDE, ...outside }),
    });
}
