import { Label } from '../../src/access/labels.js';
import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { Condition } from '../../src/records/condition/condition.js';
import { Damage } from '../../src/records/condition/fileFinding.entity.js';
import { MaterialSource } from './dealings/entrySource.js';
import { FileEntryKind } from './dealings/fileEntry.enums.js';
import { FileEntryService } from './dealings/fileEntry.service.js';
import { LiaisonService } from './liaisons/liaison.service.js';
import { ReportDefinitionService } from './reports/reportDefinitions.service.js';
import { ReportGroup, ReportMeasure } from './reports/reportEnums.js';

const day = 86_400_000;

/** What people do with files: dealings, contact persons, a finding, and a report that may be compiled. */
export async function fillRelations(organisation: DemoOrganisation): Promise<void> {
  const as = async (who: string) => (await organisation.as(who)) as SignedInContext;
  const specialist = await as('customer-information-specialist');
  const files = await specialist.database.read<{ id: string }>(specialist, {
    sql: 'select c.id from customers.customer c where c.label = any ($1::access.label[]) order by c.number offset 3 limit 2',
    parameters: [[Label.INTERNAL]],
  });
  const [first, second] = files.map(({ id }) => id) as [string, string];
  const office = await organisation.personId('office');
  const on = (days: number) => dayAt(new Date(organisation.today.getTime() + days * day));
  const developer = new FileEntryService(await as('customer-developer'));
  const trade = { kind: FileEntryKind.TRADE, source: MaterialSource.OWN_RECORDS, amount: 186_000, currency: 'CNY' };
  await developer.add(first, { ...trade, occurredOn: on(-40), subject: '离心泵 IS80-65-160 共 12 台' });
  const letter = { kind: FileEntryKind.LETTER, source: MaterialSource.CORRESPONDENCE };
  await developer.add(first, { ...letter, occurredOn: on(-12), subject: '来函询问备件交货期' });
  await new FileEntryService(await as('sales-director')).add(second, {
    kind: FileEntryKind.LONG_DISTANCE_CALL,
    source: MaterialSource.CUSTOMER,
    occurredOn: on(-5),
    subject: '商谈下一年度供货协议',
  });
  await new FileEntryService(specialist).add(second, { ...letter, occurredOn: on(-3), subject: '寄送供货协议文本' });
  const liaisons = new LiaisonService(specialist);
  for (const id of [first, second])
    for (const person of [office, await organisation.personId('customer-service-manager')])
      await liaisons.assign(id, person);
  await new Condition(specialist).report({ fileId: second, damage: Damage.FADED, description: '传真件字迹褪色' });
  await new ReportDefinitionService(specialist).define({
    title: '各省客户数与注册资本',
    groups: [ReportGroup.PROVINCE],
    measures: [ReportMeasure.FILES, ReportMeasure.CAPITAL_SUM],
    upTo: Label.INTERNAL,
  });
}
