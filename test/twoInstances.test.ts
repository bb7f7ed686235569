import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createDatabase, type TestDatabase } from './harness.js';
import { ask, signIn } from './http.js';
import { StartedServer, urlOf } from './startedServer.js';

vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), 'zhidu-two-'));
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await database.drop();
});

const startInstance = (name: string) =>
  new StartedServer({
    DATA_DIR: join(root, name),
    DATABASE_URL: urlOf(database.request),
    TOKEN_KEY: 'one key of both instances that nobody else knows',
    MASTER_KEY: inject('masterKey').trim(),
  });

/** Two processes behind one database, as a balancer would send requests to them in turn. */
async function startTwo(): Promise<{ servers: StartedServer[]; bases: [string, string] }> {
  const servers = ['first', 'second'].map(startInstance);
  onTestFinished(async () => void (await Promise.all(servers.map((server) => server.stop()))));
  const [first, second] = await Promise.all(servers.map((server) => server.ready()));
  return { servers, bases: [first!, second!] };
}

const feedback = '{ feedbackForms(first: 1) { totalCount } }';
const setModule =
  'mutation($enabled: Boolean!) { setModuleEnabled(name: "quality", enabled: $enabled) { removedFields } }';
const register = 'mutation($name: String!) { registerCustomer(input: { name: $name }) { id } }';
const segments =
  'query($after: AuditCheckpointInput) { verifyAudit(checkpoint: $after) { ok entries segments unsealed findings { message } } }';

/** Asks until the answer is this one, for at most so long. */
async function within(ms: number, question: () => Promise<string>, wanted: string): Promise<string> {
  const deadline = performance.now() + ms;
  let answer = await question();
  while (answer !== wanted && performance.now() < deadline) {
    await pause(10);
    answer = await question();
  }
  return answer;
}

describe('two processes on one database', () => {
  it('are one platform: sessions, switches, roles, passwords and the chain of the audit', async () => {
    const { servers, bases } = await startTwo();
    const [first, second] = bases;
    const administrator = await signIn(first, 'administrator', 'demo-only');
    const manager = await signIn(second, 'general-manager', 'demo-only');

    expect((await ask(first, setModule, administrator, { enabled: false })).outcome).toBe('ok');
    const onSecond = async () => (await ask(second, feedback, manager)).outcome;
    expect(await within(1_000, onSecond, 'MODULE_DISABLED')).toBe('MODULE_DISABLED');
    expect((await ask(second, setModule, administrator, { enabled: true })).outcome).toBe('ok');
    const onFirst = async () => (await ask(first, feedback, manager)).outcome;
    expect(await within(1_000, onFirst, 'ok')).toBe('ok');

    const inspector = await signIn(first, 'quality-inspector', 'demo-only');
    const rolesOf = async (base: string) =>
      (await ask(base, '{ viewer { roles } }', inspector)).data.viewer.roles.join();
    const held = await ask(
      second,
      '{ people(filter: { name: { eq: "quality-inspector" } }) { nodes { roleAssignments { nodes { id version role } } } } }',
      administrator,
    );
    expect(held.outcome).toBe('ok');
    const assignment = held.data.people.nodes[0].roleAssignments.nodes.find(
      ({ role }: { role: string }) => role === 'QUALITY_INSPECTOR',
    );
    const before = await rolesOf(first);
    const end = 'mutation($id: ID!, $version: Int!) { endRole(id: $id, version: $version) { id } }';
    const { id, version } = assignment;
    expect((await ask(second, end, administrator, { id, version })).outcome).toBe('ok');
    expect(await rolesOf(first)).not.toBe(before);
    const investigate =
      'mutation($id: ID!) { investigateFeedback(id: $id, version: 1, verdict: TRUE, finding: "属实") { id } }';
    expect((await ask(first, investigate, inspector, { id })).outcome).toBe('FORBIDDEN');

    const supervisor = await signIn(first, 'customer-information-supervisor', 'demo-only');
    const registered = await Promise.all(
      Array.from({ length: 100 }, (_, number) =>
        ask(bases[number % 2]!, register, supervisor, { name: `两台${number}` }),
      ),
    );
    expect(registered.map(({ outcome }) => outcome)).toEqual(Array(100).fill('ok'));
    const auditor = await signIn(second, 'auditor', 'demo-only');
    const checkpoint = 'query { auditCheckpoint { number hash count sealedAt key signature } }';
    const taken = await Promise.all(bases.map((base) => ask(base, checkpoint, auditor)));
    for (const { data } of taken)
      for (const base of bases) {
        const { data: verified } = await ask(base, segments, auditor, { after: data.auditCheckpoint });
        expect(verified.verifyAudit).toMatchObject({ ok: true, findings: [] });
      }

    await servers[0]!.stop('SIGKILL');
    expect((await ask(second, register, supervisor, { name: '只剩一台' })).outcome).toBe('ok');
    const after = await ask(second, checkpoint, auditor);
    expect(after.data.auditCheckpoint.count).toBeGreaterThan(taken[0]!.data.auditCheckpoint.count);
    expect((await ask(second, segments, auditor)).data.verifyAudit).toMatchObject({ ok: true, findings: [] });
  });
});
