import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T17:30:00Z') });
});
afterAll(() => platform.close());

const report = `mutation($input: ReportFeedbackInput!) {
  reportFeedback(input: $input) { id number version label status reportedOn keeper { name } reportedBy { name } customer { id } }
}`;
const investigate = `mutation($id: ID!, $version: Int!, $verdict: FeedbackVerdict!) {
  investigateFeedback(id: $id, version: $version, verdict: $verdict, finding: "抽样复检三件,硬度均低于标准。") { version status finding investigatedBy { name } }
}`;

const aCustomer = async (label: string): Promise<string> => {
  const [row] = await platform.owner<{ id: string }>(
    'select id from customers.customer where label = $1::access.label order by number limit 1',
    [label],
  );
  return row!.id;
};

const form = async (label = 'INTERNAL') => ({
  customerId: await aCustomer(label),
  product: 'PE900×1200 颚式破碎机',
  report: '颚板两周即磨损。',
  severity: 'MAJOR',
});

const reported = async (who = 'sales-director', label?: string) =>
  (await platform.as(who).run(report, { input: await form(label) })).data.reportFeedback;

describe('P06.A01 reportFeedback: supply and sales collects quality information', () => {
  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['administrator', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
    ['analyst', 'FORBIDDEN'],
    ['general-manager', 'FORBIDDEN'],
    ['customer-service-manager', 'ok'],
    ['customer-information-supervisor', 'ok'],
    ['customer-information-specialist', 'ok'],
    ['customer-developer', 'ok'],
    ['sales-director', 'ok'],
    ['quality-inspector', 'ok'],
    ['unit-head', 'FORBIDDEN'],
    ['reader', 'FORBIDDEN'],
  ])('%s: %s', async (who, outcome) => {
    expect((await platform.as(who).run(report, { input: await form('PUBLIC') })).outcome).toBe(outcome);
  });
});

describe('P06.A03 the form, its ledger and its investigation', () => {
  it('P06.A03 a form gets its number in the ledger and waits for inspection', async () => {
    const made = await reported();
    expect(made).toMatchObject({ status: 'REPORTED', label: 'INTERNAL', reportedBy: { name: 'sales-director' } });
    expect(made.number).toMatch(/^ZL-I-\d{6}$/);
    const { data } = await platform
      .as('quality-inspector')
      .run('query($n: String!) { feedbackForms(filter: { number: { eq: $n } }) { nodes { id } } }', { n: made.number });
    expect(data.feedbackForms.nodes).toEqual([{ id: made.id }]);
  });

  it('P06.A03 the day of a report is that of Shanghai', async () => {
    expect((await reported()).reportedOn).toBe('2026-03-10');
  });

  it('P06.A03 a form has the label and the keeper of its customer', async () => {
    const made = await reported('sales-director', 'CONFIDENTIAL');
    const [row] = await platform.owner<{ name: string }>(
      'select p.name from customers.customer c join access.person p on p.id = c.keeper_id where c.id = $1',
      [made.customer.id],
    );
    expect(made).toMatchObject({ label: 'CONFIDENTIAL', keeper: { name: row!.name } });
  });

  it.each([
    ['TRUE', 'TRUE'],
    ['IN_PART', 'TRUE'],
    ['UNTRUE', 'UNTRUE'],
  ])('P06.A03 inspection finds %s: the form becomes %s with the finding', async (verdict, status) => {
    const { id, version } = await reported();
    const { data } = await platform.as('quality-inspector').run(investigate, { id, version, verdict });
    expect(data.investigateFeedback).toMatchObject({
      status,
      finding: '抽样复检三件,硬度均低于标准。',
      investigatedBy: { name: 'quality-inspector' },
    });
  });

  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['sales-director', 'FORBIDDEN'],
    ['customer-service-manager', 'FORBIDDEN'],
    ['general-manager', 'FORBIDDEN'],
    ['reader', 'FORBIDDEN'],
  ])('P06.A03 investigateFeedback is for inspectors: %s: %s', async (who, outcome) => {
    const { id, version } = await reported();
    expect((await platform.as(who).run(investigate, { id, version, verdict: 'TRUE' })).outcome).toBe(outcome);
  });

  it('P06.A03 an inspector does not investigate the own form, and nothing is changed', async () => {
    const { id, version } = await reported('quality-inspector');
    const answer = await platform.as('quality-inspector').run(investigate, { id, version, verdict: 'TRUE' });
    expect(answer.outcome).toBe('FORBIDDEN');
    expect(await platform.owner('select status, version from quality.feedback_form where id = $1', [id])).toEqual([
      { status: 'REPORTED', version },
    ]);
  });

  it('P06.A03 a finding is final', async () => {
    const { id, version } = await reported();
    const inspector = platform.as('quality-inspector');
    const first = await inspector.run(investigate, { id, version, verdict: 'TRUE' });
    const again = await inspector.run(investigate, {
      id,
      version: first.data.investigateFeedback.version,
      verdict: 'UNTRUE',
    });
    expect(again.outcome).toBe('INVALID_STATE');
  });

  it('P06.A03 a finding on a version that is no longer the newest is a conflict', async () => {
    const { id, version } = await reported();
    const answer = await platform
      .as('quality-inspector')
      .run(investigate, { id, version: version + 1, verdict: 'TRUE' });
    expect(answer.outcome).toBe('CONFLICT');
  });

  it('P06.A03 everything that is wrong with a form is said at once', async () => {
    const input = { customerId: 'x', product: '', report: '', severity: 'MINOR', reportedOn: '2026-02-30' };
    const { errors, outcome } = await platform.as('sales-director').run(report, { input });
    expect(outcome).toBe('BAD_USER_INPUT');
    const problems = errors[0]!.extensions!['problems'] as { path: string }[];
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'input.customerId',
      'input.product',
      'input.report',
      'input.reportedOn',
    ]);
  });

  it('P06.A03 the finding is closed to readers: it is neither shown nor found by a filter', async () => {
    const query = `{
      all: feedbackForms(filter: { label: { eq: PUBLIC }, status: { eq: UNTRUE } }) { nodes { number finding } }
      probed: feedbackForms(filter: { label: { eq: PUBLIC }, finding: { isNull: false } }) { totalCount }
    }`;
    const seen = async (who: string) => (await platform.as(who).run(query)).data;
    const [reader, inspector] = [await seen('reader'), await seen('quality-inspector')];
    expect(inspector.all.nodes.map((node: { finding: string }) => typeof node.finding)).toContain('string');
    expect(reader.all.nodes).toEqual(inspector.all.nodes.map((node: object) => ({ ...node, finding: null })));
    expect(inspector.probed.totalCount).toBeGreaterThan(0);
    expect(reader.probed.totalCount).toBe(0);
  });
});
