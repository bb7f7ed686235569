import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ask, signIn } from './http.js';
import { StartedServer } from './startedServer.js';

vi.setConfig({ testTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), 'zhidu-killed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const register = 'mutation($name: String!) { registerCustomer(input: { name: $name }) { id } }';

describe('P01.A05 kill -9 in the middle of registrations', () => {
  it('loses no acknowledged one and no entry, and the audit verifies', async () => {
    const settings = { DATA_DIR: join(root, 'data') };
    const server = new StartedServer(settings);
    const base = await server.ready();
    const token = await signIn(base, 'customer-information-specialist', 'demo-only');
    const acknowledged: string[] = [];
    const client = async (number: number): Promise<void> => {
      for (let i = 0; ; i += 1) {
        const answer = await ask(base, register, token, { name: `断电${number}-${i}` }).catch(() => undefined);
        if (!answer) return;
        if (answer.data?.registerCustomer) acknowledged.push(answer.data.registerCustomer.id);
        if (acknowledged.length === 100) await server.stop('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);

    const verify = new StartedServer(settings, 'audit', 'verify');
    expect(await verify.ended, verify.stderr).toBe(0);
    expect(verify.stdout).toMatch(/The audit is whole: \d+ entries/);

    const again = new StartedServer(settings);
    const auditor = await signIn(await again.ready(), 'auditor', 'demo-only');
    const find =
      'query($ids: [String!]) { auditEntries(filter: { recordId: { in: $ids }, call: { eq: "registerCustomer" } }) { totalCount } }';
    const { data } = await ask(await again.ready(), find, auditor, { ids: acknowledged });
    expect(data.auditEntries.totalCount).toBe(acknowledged.length);
    const verified = await ask(await again.ready(), '{ verifyAudit { ok findings { message } } }', auditor);
    expect(verified.data.verifyAudit).toEqual({ ok: true, findings: [] });
    await again.stop();
  });
});
