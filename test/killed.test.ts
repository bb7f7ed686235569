import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ask, signIn } from './http.js';
import { StartedServer } from './startedServer.js';

vi.setConfig({ testTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), 'zhidu-killed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const clients = 20;
const registrations = 1_000;
const settings = {
  DATA_DIR: join(root, 'data'),
  LIMIT_ADDRESS_PER_MINUTE: '100000',
  LIMIT_PERSON_PER_MINUTE: '100000',
};
const register = 'mutation($name: String!) { registerCustomer(input: { name: $name }) { id } }';
const found = `query($names: [String!], $after: String) { customers(filter: { name: { in: $names } }, first: 100, after: $after)
  { nodes { id name } pageInfo { hasNextPage endCursor } } }`;
const recorded = `query($ids: [String!]) { auditEntries(filter: { recordId: { in: $ids }, call: { eq: "registerCustomer" }, action: { eq: "create" } }) { totalCount } }`;

/** Registers by all clients at once, until everything is registered or the server is gone; ids by name. */
async function registerAll(base: string, names: string[], onAcknowledged: (count: number) => void) {
  const token = await signIn(base, 'customer-information-specialist', 'demo-only');
  const waiting = [...names];
  const acknowledged = new Map<string, string>();
  const client = async (): Promise<void> => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const answer = await ask(base, register, token, { name }).catch(() => undefined);
      if (!answer) return;
      if (!answer.data?.registerCustomer) throw new Error(`${name} was refused: ${answer.outcome}`);
      acknowledged.set(name, answer.data.registerCustomer.id);
      onAcknowledged(acknowledged.size);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return acknowledged;
}

/** Which of the names are registered, by id. */
async function registered(base: string, names: string[]): Promise<Map<string, string>> {
  const token = await signIn(base, 'customer-information-specialist', 'demo-only');
  const customers = new Map<string, string>();
  for (let start = 0; start < names.length; start += 100) {
    const { data } = await ask(base, found, token, { names: names.slice(start, start + 100) });
    for (const { id, name } of data.customers.nodes) customers.set(name, id);
  }
  return customers;
}

describe('P01.A05 kill -9 during registrations of twenty clients at once', () => {
  it.for([40, 700])('after %i acknowledged ones loses none, and the audit verifies', async (enough, { annotate }) => {
    const server = new StartedServer(settings);
    const names = Array.from({ length: registrations }, (_, number) => `断电${enough}-${number}`);
    const acknowledged = await registerAll(await server.ready(), names, (count) => {
      if (count === enough) server.child.kill('SIGKILL');
    });
    expect(await server.ended).toBe('SIGKILL');

    const verify = new StartedServer(settings, 'audit', 'verify');
    expect(await verify.ended, verify.stderr).toBe(0);
    expect(verify.stdout).toMatch(/The audit is whole: \d+ entries/);

    const again = new StartedServer(settings);
    const base = await again.ready();
    const customers = await registered(base, names);
    const lost = [...acknowledged].filter(([name, id]) => customers.get(name) !== id);
    expect(lost).toEqual([]);
    // What was committed and could not be acknowledged any more is at most what was under way.
    expect(customers.size).toBeLessThanOrEqual(acknowledged.size + clients);
    expect(customers.size).toBeLessThan(registrations);

    const auditor = await signIn(base, 'auditor', 'demo-only');
    let entries = 0;
    const ids = [...customers.values()];
    for (let start = 0; start < ids.length; start += 100) {
      const { data } = await ask(base, recorded, auditor, { ids: ids.slice(start, start + 100) });
      entries += data.auditEntries.totalCount;
    }
    expect(entries).toBe(customers.size);
    const verified = await ask(base, '{ verifyAudit { ok findings { message } } }', auditor);
    expect(verified.data.verifyAudit).toEqual({ ok: true, findings: [] });
    await again.stop();
    await annotate(
      `${acknowledged.size} acknowledged, ${customers.size} found, ${lost.length} lost, ${entries} audit entries`,
    );
  });
});
