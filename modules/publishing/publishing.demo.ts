import { Label } from '../../src/access/labels.js';
import { ApprovalVerdict } from '../../src/approvals/approvalEnums.js';
import { Decisions } from '../../src/approvals/decisions.js';
import { addDays, dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation, DemoPerson } from '../../src/demo.js';
import { WordSeverity } from '../../src/screening/screening.enums.js';
import { WordLists } from '../../src/screening/wordLists/wordLists.service.js';
import { ColumnService } from './columns/column.service.js';
import { ItemService } from './items/item.service.js';
import { PublicationService } from './items/publication.service.js';
import { leaveMessage } from './messages/leaving.js';
import { OfficersService } from './officers/officers.service.js';
import { demoColumns, demoItems, demoMessage, demoWords } from './publishing.demo-data.js';

const person = (name: string, displayName: string, role: string, department: string): DemoPerson => ({
  name,
  displayName,
  roles: [[role, department]],
  clearance: Label.INTERNAL,
});

/** The portal's people, its columns, and items at every stop of their way. */
export async function fillPublishing(organisation: DemoOrganisation): Promise<void> {
  organisation.onProgress('filling the demo: portal');
  await organisation.departments({ 办公室: '总公司', 信息科: '总公司' });
  await organisation.people([
    {
      ...person('portal-office', '韩梅', 'PORTAL_OFFICE', '办公室'),
      roles: [
        ['PORTAL_OFFICE', '办公室'],
        ['WORD_LIST_EDITOR', '办公室'],
      ],
    },
    person('portal-reviewer', '蒋涛', 'PORTAL_REVIEWER', '办公室'),
    person('portal-editor', '沈洁', 'PORTAL_EDITOR', '信息科'),
    person('information-officer', '吴倩', 'INFORMATION_OFFICER', '生产部'),
  ]);
  const as = async (name: string) => (await organisation.as(name)) as SignedInContext;
  const office = await as('portal-office');
  const units = new Map(
    (
      await office.database.read<{ id: string; name: string }>(office, {
        sql: 'select d.id, d.name from access.department d where d.name = any ($1)',
        parameters: [['办公室', '信息科', '生产部']],
      })
    ).map(({ id, name }) => [name, id]),
  );
  await fillWordList(office);
  const columns = new Map<string, string>();
  for (const { unit, ...column } of demoColumns) {
    const made = await new ColumnService(office).create({ ...column, unitId: units.get(unit)!, open: true });
    columns.set(column.name, made.id);
  }
  await new OfficersService(await as('unit-head')).name({
    unitId: units.get('生产部')!,
    personId: await organisation.personId('information-officer'),
    since: addDays(dayAt(organisation.today), -90),
    phone: '0351-6000210',
  });
  for (const { column, daysAgo, stop, ...item } of demoItems) {
    const officer = await as('information-officer');
    const { id } = await new ItemService(officer).draft({
      ...item,
      columnId: columns.get(column)!,
      occurredAt: new Date(organisation.today.getTime() - daysAgo * 86_400_000),
      label: Label.PUBLIC,
    });
    await bring(as, id, stop);
  }
  await leaveMessage(office, demoMessage);
}

/** Brings an item as far as its stop. */
async function bring(
  as: (name: string) => Promise<SignedInContext>,
  itemId: string,
  stop: (typeof demoItems)[number]['stop'],
): Promise<void> {
  if (stop === 'draft') return;
  const [head, officer, reviewer, editor] = [
    await as('unit-head'),
    await as('information-officer'),
    await as('portal-reviewer'),
    await as('portal-editor'),
  ];
  const one = async <T extends object>(sql: string): Promise<T> =>
    (await reviewer.database.read<T & Record<string, unknown>>(reviewer, { sql, parameters: [itemId] }))[0]!;
  const version = () =>
    one<{ id: string; version: number }>('select v.id, v.version from publishing.item_version v where v.item_id = $1');
  const drafted = await version();
  const read = await new ItemService(head).proofread(drafted.id, drafted.version);
  await new ItemService(officer).submit(read.id, read.version);
  if (stop === 'submitted') return;
  const task = await one<{ id: string }>(
    `select t.id from approvals.task t join approvals.request r on r.id = t.request_id
     join publishing.item_version v on v.id = r.record_id where v.item_id = $1`,
  );
  await new Decisions(reviewer).decide({ taskId: task.id, verdict: ApprovalVerdict.APPROVE }, undefined);
  if (stop === 'reviewed') return;
  await new PublicationService(editor).publish(await version());
}

async function fillWordList(office: SignedInContext): Promise<void> {
  const lists = new WordLists(office);
  const { id } = await lists.create({
    name: '门户网站',
    modules: ['publishing'],
    categories: [
      { name: '违法信息', severity: WordSeverity.FORBID },
      { name: '商业推广', severity: WordSeverity.WARN },
      { name: '白名单', severity: WordSeverity.ALLOW },
    ],
  });
  const rows = await office.database.read<{ id: string; name: string; version: number }>(office, {
    sql: 'select c.id, c.name, l.version from screening.word_category c join screening.word_list l on l.id = c.list_id where l.id = $1',
    parameters: [id],
  });
  const add = demoWords.map(({ category, ...word }) => ({
    ...word,
    categoryId: rows.find(({ name }) => name === category)!.id,
  }));
  await lists.change({ listId: id, version: rows[0]!.version, input: { add, remove: [], reason: '门户网站开通' } });
}
