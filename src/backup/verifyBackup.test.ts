import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../test/harness.js';
import { writeZip } from '../../test/writeZip.js';
import { altered, backUp, type Opened, readParts, scratch, sumUp } from './backup.harness.js';
import { manifestPath } from './manifest.js';
import { verifyBackup } from './verifyBackup.js';

vi.setConfig({ testTimeout: 120_000 });

const place = scratch();
const whole = place('whole.zip');
let size = 0;
beforeAll(async () => {
  const database = await createDatabase('empty');
  size = (await backUp(database, place('data'), whole)).size;
  await database.drop();
});

const findings = async (path: string) => (await verifyBackup(path)).findings;

const fresh = () => place(`${randomUUID()}.zip`);

const people = 'rows/access/person.tsv';
const departments = 'rows/access/department.tsv';

describe('verify', () => {
  it('finds nothing in a whole backup, and says what it holds', async () => {
    const { findings, manifest } = await verifyBackup(whole);
    expect(findings).toEqual([]);
    expect(manifest).toMatchObject({ product: '0.1.0', demo: 'none', files: [] });
    expect(manifest!.migrations.map(({ module }) => module)).toContain('quality');
  });

  it('finds any byte that was changed', async () => {
    const bytes = readFileSync(whole);
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const path = place('changed.zip');
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ by;
        writeFileSync(path, changed);
        expect(await findings(path)).not.toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it('finds any end that is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), async (length) => {
        const path = place('cut.zip');
        copyFileSync(whole, path);
        truncateSync(path, length);
        expect(await findings(path)).not.toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('says where a byte was changed, and that a file was cut off', async () => {
    const path = fresh();
    const bytes = readFileSync(whole);
    const at = bytes.indexOf(people) + people.length + 5;
    bytes[at] = bytes[at]! ^ 255;
    writeFileSync(path, bytes);
    const found = await findings(path);
    expect(found[0]).toContain(`The part ${people} `);
    expect(found.at(-1)).toBe('Bytes were changed: the sum at its end is not that of the file.');
    truncateSync(path, size - 1000);
    expect((await findings(path))[0]).toMatch(/^Its end is missing, so it was cut off, or it is no backup/);
  });

  it.each<[string, (opened: Opened) => void, string]>([
    ['a part that is missing', ({ parts }) => parts.delete(people), `The part ${people} is missing.`],
    [
      'a part that does not belong to it',
      ({ parts }) => parts.set('rows/access/extra.tsv', Buffer.from('x\n')),
      'The part rows/access/extra.tsv does not belong to it.',
    ],
    [
      'a part with other content',
      ({ parts }) => parts.set(departments, Buffer.from(parts.get(departments)!.toString().replace('name', 'nome'))),
      `The part ${departments} is not what was written: its SHA-256 differs.`,
    ],
    [
      'a part that is longer',
      ({ parts }) => parts.set(departments, Buffer.alloc(100_000_000)),
      `The part ${departments} is longer than the `,
    ],
    [
      'a part that is shorter',
      ({ parts }) => parts.set(departments, Buffer.from('x\n')),
      `The part ${departments} has 2 bytes; `,
    ],
    [
      'a count that is not true',
      ({ manifest }) => Object.assign(manifest.tables.find(({ table }) => table === 'person')!, { rows: 1e15 }),
      `The part ${people} has 0 rows; 1000000000000000 were written.`,
    ],
    [
      'a part that is named twice',
      ({ manifest }) => manifest.tables.push(manifest.tables[0]!),
      'Its manifest.json names a part twice.',
    ],
  ])('finds %s', async (_what, change, finding) => {
    const found = await findings(await altered(whole, fresh(), change));
    expect(found).toHaveLength(1);
    expect(found[0]!.startsWith(finding), found[0]).toBe(true);
  });

  it.each<[string, (opened: Opened) => void, string]>([
    [
      'a later format',
      ({ manifest }) => (manifest.formatVersion = 2),
      'its format 2 is unknown here: it was made by Zhidu 0.1.0',
    ],
    ['a foreign manifest', ({ manifest }) => (manifest.format = 'x' as never), 'it is not that of a Zhidu backup'],
    [
      'a table whose name is a path',
      ({ manifest }) => (manifest.tables[0]!.table = '../../x'),
      '"tables" is missing or',
    ],
    [
      'a file whose name is a path',
      ({ manifest }) => (manifest.files = [{ id: '../x', bytes: 0, sha256: '0'.repeat(64) }]),
      '"files" is missing or',
    ],
    [
      'a name with signs for a terminal',
      ({ manifest }) => (manifest.tables[0]!.schema = '\u001b[2J'),
      '"tables" is missing or',
    ],
    ['a negative count', ({ manifest }) => (manifest.tables[0]!.bytes = -1), '"tables" is missing or'],
    [
      'no sequences',
      ({ manifest }) => delete (manifest as Partial<typeof manifest>).sequences,
      '"sequences" is missing or',
    ],
  ])('refuses to go on with %s', async (_what, change, finding) => {
    const found = await findings(await altered(whole, fresh(), change));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(finding);
  });

  it.each([
    ['../../etc/cron.d/x', 'Its list of parts is damaged (invalid relative path: ../../etc/cron.d/x).'],
    ['/etc/cron.d/x', 'Its list of parts is damaged (absolute path: /etc/cron.d/x).'],
    [people, `The part ${people} is there twice.`],
    ['\u001b]0;x', 'The part ?]0;x does not belong to it.'],
  ])('finds the part %j', async (name, finding) => {
    const { manifest, parts } = await readParts(whole);
    const path = fresh();
    const all = [
      ...parts,
      [manifestPath, Buffer.from(JSON.stringify(manifest))] as const,
      [name, Buffer.from('x')] as const,
    ];
    await writeZip(
      path,
      all.map(([name, content]) => ({ name, content: [content] })),
    );
    expect(await findings(path)).toContain(finding);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no zip file', Buffer.alloc(10_000, 'x')],
    ['a zip file that is no backup', undefined],
  ])('says so of %s', async (_what, bytes) => {
    const path = fresh();
    if (bytes) writeFileSync(path, bytes);
    else await writeZip(path, [{ name: 'a.txt', content: ['a'] }]);
    expect(await findings(path)).toHaveLength(1);
  });

  it('counts rows whose values have line feeds, tabs and backslashes once', async () => {
    const odd = 'a\\nb\\tc\\\\\t\\N\n';
    const path = await altered(whole, fresh(), (opened) => {
      opened.parts.set(departments, Buffer.from(`x\n${odd}${odd}`));
      sumUp(opened);
      expect(opened.manifest.tables.find(({ table }) => table === 'department')!.rows).toBe(2);
    });
    expect(await findings(path)).toEqual([]);
  });
});
