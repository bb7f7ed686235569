import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Label } from '../../../src/access/labels.js';
import { Customer } from '../../customers/customer.entity.js';
import { Workshop } from '../quality.harness.js';

const supervisor = 'customer-information-supervisor';
/** Stands in every text that is entered about the case. */
const secret = '机密字样';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
});
afterAll(() => workshop.close());

const done = async <T>(who: string, document: string, variables: Record<string, unknown> = {}): Promise<T> => {
  const { data, errors } = await workshop.run(who, document, variables);
  expect(errors).toEqual([]);
  return Object.values(data)[0] as T;
};

const customerOf = async (label: string) =>
  done<{ id: string; version: number }>(
    supervisor,
    'mutation($name: String!, $label: Label!) { registerCustomer(input: { name: $name, label: $label }) { id version } }',
    { name: `${label} 质量客户 ${Math.random()}`, label },
  );

const about = (customerId: string) => ({ customerId, informant: null, lot: secret, report: secret });

/** Tables with a row that holds what was entered, and entries of the audit from SECRET up that do. */
async function leaking(): Promise<string[]> {
  await workshop.platform.platform.core.audit.log.flush();
  const tables = await workshop.platform.owner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  const leaks: string[] = [];
  for (const { name } of tables) {
    const [row] = await workshop.platform.owner<{ n: number }>(
      `select count(*)::int as n from ${name} t where ${name === 'audit.entry' ? `label >= 'SECRET'` : 'true'} and t::text like $1`,
      [`%${secret}%`],
    );
    if (row!.n > 0) leaks.push(name);
  }
  return leaks;
}

const shown = `query($id: ID!) { feedbackForm(id: $id) { report finding
  handlings { nodes { team containment rootCause correctiveAction preventiveAction recognition result verification } } caseFiles { nodes { conclusion } } } }`;

describe('P01.A22 P06.A04 what hangs on a SECRET case is sealed with it', () => {
  it('P01.A22 raising the customer seals the form, and the records of handling and the filed case that hang on it', async () => {
    const customer = await customerOf('INTERNAL');
    const form = await workshop.report('CRITICAL', 'sales-director', about(customer.id));
    expect((await workshop.investigate(form)).outcome).toBe('ok');
    expect((await workshop.assign(form)).outcome).toBe('ok');
    const measures = [
      'team',
      'containment',
      'rootCause',
      'correctiveAction',
      'preventiveAction',
      'recognition',
      'result',
    ];
    const filled = Object.fromEntries(measures.map((measure) => [measure, secret]));
    expect((await workshop.fill(form, filled)).outcome).toBe('ok');
    expect((await workshop.submit(form)).outcome).toBe('ok');
    expect((await workshop.verify(form)).outcome).toBe('ok');
    expect((await workshop.closeCase(form)).outcome).toBe('ok');
    await workshop.platform.owner("update quality.case_file set conclusion = $1, title = 'PE900' where form_id = $2", [
      secret,
      form,
    ]);
    await workshop.platform.owner("update records.file set title = 'PE900' where title like $1", [`%${secret}%`]);
    expect(await leaking()).toEqual(expect.arrayContaining(['quality.handling', 'quality.case_file']));
    const raise =
      'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { label: SECRET }) { id } }';
    await done(supervisor, raise, customer);
    expect(await leaking()).toEqual([]);
    const everything = {
      report: secret,
      finding: '抽样复检硬度不足',
      handlings: { nodes: [{ ...filled, verification: '连续三批抽检' }] },
      caseFiles: { nodes: [{ conclusion: secret }] },
    };
    expect(await done(supervisor, shown, { id: form })).toEqual(everything);
    const { core, database } = workshop.platform.platform;
    const context = await core.contextFor(await workshop.platform.personId(supervisor), 'lowering');
    await database.write(context, async ({ em }) => {
      (await em.findOneOrFail(Customer, { id: customer.id })).label = Label.INTERNAL;
    });
    expect(await done('quality-inspector', shown, { id: form })).toEqual(everything);
    const open = await workshop.platform.owner('select result, sealed from quality.handling where form_id = $1', [
      form,
    ]);
    expect(open).toEqual([{ result: secret, sealed: null }]);
  });
});
