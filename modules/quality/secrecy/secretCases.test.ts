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

const about = (customerId: string, word = secret) => ({ customerId, informant: null, lot: word, report: word });

/** Tables with a row that holds what was entered, and entries of the audit from SECRET up that do. */
async function leaking(word = secret): Promise<string[]> {
  await workshop.platform.platform.core.audit.log.flush();
  const tables = await workshop.platform.owner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  const leaks: string[] = [];
  for (const { name } of tables) {
    const [row] = await workshop.platform.owner<{ n: number }>(
      `select count(*)::int as n from ${name} t where ${name === 'audit.entry' ? `label >= 'SECRET'` : 'true'} and t::text like $1`,
      [`%${word}%`],
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

describe('P06.A03 inspection investigates a SECRET case', () => {
  const approve = async (requestId: string, who = 'general-manager') => {
    const { data } = await workshop.run(who, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
    const task = data.approvalInbox.nodes.find(({ request }: { request: { id: string } }) => request.id === requestId);
    const decide =
      'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: "demo-only") { status } }';
    return workshop.run(who, decide, { id: task?.id ?? requestId });
  };
  const ask = async (formId: string, person: string, until = '2026-03-20T00:00:00Z') =>
    workshop.run(
      supervisor,
      'mutation($formId: ID!, $input: CaseAccessInput!) { requestCaseAccess(formId: $formId, input: $input) { id label } }',
      { formId, input: { personId: await workshop.platform.personId(person), reason: '须由质检科查办', until } },
    );
  const sees = async (who: string, id: string) =>
    (await workshop.run(who, 'query($id: ID!) { feedbackForm(id: $id) { id } }', { id })).data.feedbackForm !== null;

  it('P06.A03 P01.A22 once the general manager has signed, to its end, and sees nothing else of the customer', async () => {
    await workshop.platform.owner(
      "update access.person set clearance = 'SECRET' where name in ('quality-inspector', 'unit-head')",
    );
    const customer = await customerOf('SECRET');
    const form = await workshop.report('MINOR', supervisor, about(customer.id, 'XJ不可见字样'));
    const other = await workshop.report('MINOR', supervisor, about(customer.id, 'XJ不可见字样'));
    expect(await sees('quality-inspector', form)).toBe(false);
    expect((await workshop.investigate(form)).outcome).toBe('NOT_FOUND');
    for (const person of ['quality-inspector', 'unit-head']) {
      const asked = await ask(form, person);
      expect(asked.data.requestCaseAccess).toMatchObject({ label: 'SECRET' });
      expect(await sees(person, form)).toBe(false);
      expect((await approve(asked.data.requestCaseAccess.id)).outcome).toBe('ok');
      expect([await sees(person, form), await sees(person, other)]).toEqual([true, false]);
    }
    const shownCustomer = await workshop.run(
      'quality-inspector',
      'query($id: ID!) { customer(id: $id) { id } }',
      customer,
    );
    expect(shownCustomer.data).toEqual({ customer: null });
    for (const step of [
      () => workshop.investigate(form),
      () => workshop.assign(form),
      () => workshop.fill(form, { result: 'XJ不可见字样' }),
      () => workshop.submit(form),
      () => workshop.verify(form),
      () => workshop.closeCase(form),
    ])
      expect((await step()).errors).toEqual([]);
    expect(await leaking('XJ不可见字样')).toEqual([]);
    workshop.at('2026-03-20T00:00:00Z');
    expect(await sees('quality-inspector', form)).toBe(false);
    workshop.at('2026-03-02T03:00:00Z');
  });

  it.each([
    ['for longer than 90 days', 'quality-inspector', '2026-06-20T00:00:00Z', ['input.until']],
    ['for a time that is over', 'quality-inspector', '2026-03-01T00:00:00Z', ['input.until']],
    ['for somebody who is not cleared, either', 'reader', '2026-03-01T00:00:00Z', ['input.until', 'input.personId']],
  ])('P06.A03 is not asked for %s', async (_case, person, until, paths) => {
    const customer = await customerOf('SECRET');
    const form = await workshop.report('MINOR', supervisor, about(customer.id, 'XJ不可见字样'));
    const answer = await ask(form, person, until);
    expect((answer.errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual(paths);
  });

  it('P06.A03 below SECRET it is not needed, and says so', async () => {
    const form = await workshop.report('MINOR');
    expect((await ask(form, 'quality-inspector')).outcome).toBe('INVALID_STATE');
  });
});
