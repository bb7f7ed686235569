import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Config, readConfig } from '../config.js';
import { auditKeyText, Chain } from './audit.harness.js';
import { auditCommand } from './auditCommand.js';
import { AuditKey } from './auditKey.js';

const folder = mkdtempSync(join(tmpdir(), 'zhidu-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keyText = auditKeyText();
const key = AuditKey.read(keyText)!;

let original: Chain;
beforeAll(async () => {
  original = await Chain.open(key, () => new Date('2010-01-01'));
  await original.forget();
  for (let segment = 0; segment < 2; segment += 1) {
    for (let i = 0; i < 3; i += 1) await original.append({ action: 'test', at: '2010-01-01T00:00:00Z' });
    await original.seal();
  }
  await original.disconnect();
});
afterAll(() => original.close());

let chain: Chain;
beforeEach(async () => {
  const copy = await original.copy();
  chain = copy;
  onTestFinished(() => copy.close());
});

const configOf = (env: Record<string, string>): Config => ({
  ...readConfig({ DATA_DIR: folder, ...env }, folder),
  requestDatabase: chain.database.request,
  ownerDatabase: chain.database.owner,
});

/** What the command says, or the sentence with which it fails. */
async function run(args: string, env: Record<string, string> = { AUDIT_KEY: keyText }): Promise<string> {
  const said: string[] = [];
  const output = { say: (text: string) => void said.push(text), progress: () => {}, complain: () => {} };
  try {
    await auditCommand(configOf(env), args.split(' ').filter(Boolean), output);
  } catch (error) {
    expect((error as Error).name, (error as Error).stack).toBe('StartError');
    return `exit 1: ${(error as Error).message}`;
  }
  return said.join('\n');
}

describe('npm run audit', () => {
  it('verify says that all is whole, and by which key', async () => {
    expect(await run('verify')).toBe(
      `The audit is whole: 6 entries in 2 segments, signed by the key ${key.fingerprint}.`,
    );
    expect(await run('verify', {})).toBe('The audit is whole: 6 entries in 2 segments.');
  });

  it('verify needs no more than the public half of the key', async () => {
    expect(await run('verify', { AUDIT_KEY: key.publicText })).toContain(`signed by the key ${key.fingerprint}`);
  });

  it('verify fails with each finding on a line', async () => {
    await chain.tamper(`update audit.entry set action = 'forged' where id = (select max(id) from audit.entry)`);
    expect(await run('verify')).toMatch(
      /^exit 1: The audit is not what was sealed \(6 entries in 2 segments\):\n {2}ENTRY_ALTERED {2}The entry \d+ is not what was sealed\.$/,
    );
  });

  it('verify compares with a checkpoint that was kept', async () => {
    const path = join(folder, 'checkpoint.json');
    writeFileSync(path, await run('checkpoint'));
    expect(await run(`verify --checkpoint ${path}`)).toContain('The audit is whole');
    await chain.tamper(
      'delete from audit.segment where number = 2',
      'delete from audit.entry where id > (select last_entry from audit.segment)',
    );
    expect(await run('verify')).toContain('The audit is whole: 3 entries in 1 segments');
    expect(await run(`verify --checkpoint ${path}`)).toContain('CUT_OFF');
  });

  it('retire removes and says how much; verify passes behind it', async () => {
    expect(await run('retire --before 2011-01-01 --reason due')).toBe(
      '6 entries of the segments 1 to 2 were removed; their seals stay.',
    );
    expect(await run('verify')).toContain('6 entries were retired; their seals are there.');
    expect(await run('retire --before 2011-01-01 --reason due')).toContain('Nothing was removed');
  });

  it('retire removes nothing from an audit that is not whole', async () => {
    await chain.tamper('delete from audit.entry where id = (select min(id) from audit.entry)');
    expect(await run('retire --before 2011-01-01 --reason due')).toContain('Nothing was removed');
    expect((await chain.owner('select 1 from audit.entry')).length).toBe(5);
  });

  it.each([
    ['', 'Say what to do with the audit'],
    ['destroy', 'Say what to do with the audit'],
    ['verify --chekpoint x', "Unknown option '--chekpoint'"],
    ['verify --checkpoint nowhere.json', 'nowhere.json holds no checkpoint'],
    ['verify --checkpoint package.json', 'number, hash or count is missing'],
    ['verify --checkpoint README.md', 'it is no JSON'],
    ['retire --before 2011-01-01', 'Say what to do with the audit'],
    ['retire --before 2011-13-01 --reason due', 'is no date'],
    ['retire --before 2999-01-01 --reason due', 'kept for 10 years (AUDIT_KEEP_YEARS)'],
  ])('%s: %s', async (args, sentence) => {
    expect(await run(args)).toContain(`exit 1: `);
    expect(await run(args)).toContain(sentence);
  });

  it.each([
    ['AUDIT_KEY', 'nonsense', 'AUDIT_KEY is no Ed25519 key'],
    ['AUDIT_KEEP_YEARS', '0', 'AUDIT_KEEP_YEARS is "0"'],
  ])('refuses the setting %s=%s', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value }, folder)).toThrow(sentence);
  });
});
