import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { runCommand } from '../src/command.js';
import { moduleNames, singular } from '../src/scaffold/moduleNames.js';
import { reservedInSql } from '../src/scaffold/reservedWords.js';
import { renderTemplate } from '../src/scaffold/template.js';
import { writeModule } from '../src/scaffold/writeModule.js';
import { Overlay } from './overlay.js';
import { followReadme } from './readmeWalk.js';

// Compiles the sources and runs tests in processes of its own.
vi.setConfig({ testTimeout: 120_000 });

let overlay: Overlay;
let list: string;
let before: string[];
beforeAll(() => {
  overlay = new Overlay();
  before = modules();
  list = readFileSync(overlay.path('src/installedModules.ts'), 'utf8');
});
afterAll(() => overlay.remove());

async function run(...args: string[]): Promise<{ code: number; said: string; complained: string }> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(['module', ...args], overlay.root, {
    say: (text) => said.push(text),
    progress: () => undefined,
    complain: (text) => complained.push(text),
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

const modules = () => readdirSync(overlay.path('modules')).sort();

const expectNothingWritten = (): void => {
  expect(modules()).toEqual(before);
  expect(readdirSync(overlay.path('src')).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(readFileSync(overlay.path('src/installedModules.ts'), 'utf8')).toBe(list);
};

describe('module new refuses, says why, and writes nothing:', () => {
  afterEach(expectNothingWritten);

  it.each([
    [['add', 'loans'], 'Say what to do with a module: npm run module -- new NAME, such as loans'],
    [['new'], 'its name is missing, such as loans: npm run module -- new loans'],
    [['new', 'loans', 'archive'], '"archive" is one word too many after the name'],
    [['new', 'loans', '--titel', 'Loans'], 'there is no option --titel, perhaps --title'],
    [['new', 'loans', '--entity'], 'what follows --entity is missing'],
    [['new', 'Loans'], '"Loans" is no module name: give up to 30 lower-case letters and digits, with - between words'],
    [['new', '../loans'], '"../loans" is no module name'],
    [['new', '借阅'], '"借阅" is no module name'],
    [['new', 'loans-'], '"loans-" is no module name'],
    [['new', '2loans'], '"2loans" is no module name'],
    [['new', 'l'.repeat(31)], 'is no module name'],
    [['new', 'public'], '"public" cannot name a module, because its PostgreSQL schema public is reserved'],
    [['new', 'zhidu'], 'PostgreSQL schema zhidu is reserved'],
    [['new', 'information-schema'], 'PostgreSQL schema information_schema is reserved'],
    [['new', 'pg-catalog'], 'PostgreSQL schema pg_catalog is reserved'],
    [['new', 'order'], 'PostgreSQL schema order is reserved'],
    [['new', 'access'], 'there is a module access already'],
    [['new', 'customers'], 'there is a module customers already'],
    [['new', 'package'], '"package" is a word that the code itself needs; choose another name'],
    [['new', 'permissions'], '"permissions" is a word that the code itself needs; choose another name'],
    [
      ['new', 'loans', '--entity', 'loan'],
      '"loan" is no class name: give --entity a word of 2 to 40 letters such as Loan',
    ],
    [
      ['new', 'loans', '--entity', 'Label'],
      '"Label" is a word that the code itself needs; choose another with --entity',
    ],
    [['new', 'loans', '--entity', 'Customer'], 'the API has Customer, CustomerFilter, '],
    [['new', 'loans', '--entity', 'Promise'], '"Promise" is a word that the code itself needs'],
    [['new', 'x'], '"X" is no class name'],
    [['new', 'contacts'], 'the API has Contact, ContactFilter, '],
    [
      ['new', 'loans', '--policy', 'p13'],
      '"p13" is no policy id: give --policy up to 30 capitals and digits such as P13',
    ],
    [
      ['new', 'loans', '--policy', 'P06'],
      'the module quality carries out the policy P06 already; choose another with --policy',
    ],
    [['new', 'loans', '--title', "Reader's loans"], '"Reader\'s loans" is no English title'],
    [
      ['new', 'loans', '--title-zh', 'Loans'],
      '"Loans" is no Chinese title: give --title-zh up to 30 characters such as 借阅管理',
    ],
  ])('%j', async (words, sentence) => {
    const { code, said, complained } = await run(...words);
    expect(code).toBe(1);
    expect(said).toBe('');
    expect(complained).toContain(sentence);
    expect(complained.split('\n')).toHaveLength(1);
  });

  it('all that is wrong, in one sentence', async () => {
    const { complained } = await run('new', 'Loans', '--entity', 'thing', '--policy', 'x', '--tilte=Loans');
    expect(complained).toMatch(/^No module was written: .*--tilte.*"Loans" is.*"thing" is.*"x" is.*\.$/);
  });

  it('reserved words are those of PostgreSQL', async () => {
    const client = new Client(inject('owner'));
    await client.connect();
    const { rows } = await client.query(`select word from pg_get_keywords() where catcode in ('R', 'T')`);
    await client.end();
    expect([...reservedInSql].sort()).toEqual(rows.map(({ word }) => word).sort());
  });
});

describe('module new stops halfway and leaves nothing:', () => {
  const names = moduleNames({ name: 'walks' });

  it('a folder that is there stays as it is', async () => {
    mkdirSync(overlay.path('modules/walks'));
    writeFileSync(overlay.path('modules/walks/mine.ts'), 'mine');
    expect((await run('new', 'walks')).complained).toContain(
      'there is a folder modules/walks already, and nothing is overwritten',
    );
    expect(() => writeModule(overlay.root, names)).toThrow('There is a folder modules/walks now');
    expect(readdirSync(overlay.path('modules/walks'))).toEqual(['mine.ts']);
    renameSync(overlay.path('modules/walks'), overlay.path('dist/put-away'));
    expectNothingWritten();
  });

  it.each([1, 2])('the disk is full when rename %s of 2 is due', (due) => {
    let done = 0;
    const place = (from: string, to: string) => {
      done += 1;
      if (done === due) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      renameSync(from, to);
    };
    expect(() => writeModule(overlay.root, names, place)).toThrow('no space left');
    expectNothingWritten();
  });

  it('the written code would not pass the linter', () => {
    const file = overlay.path('template/case-room/case-room.demo.ts');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}\nconst unused = 1;\n`);
    expect(() => writeModule(overlay.root, names)).toThrow(/does not pass npm run lint; nothing was written/);
    writeFileSync(file, before);
    expectNothingWritten();
  });

  it('the list of modules has another shape', () => {
    const file = overlay.path('src/installedModules.ts');
    writeFileSync(file, list.replace('const included', 'const others'));
    expect(() => writeModule(overlay.root, names)).toThrow(/has no line "const included/);
    writeFileSync(file, list);
    expectNothingWritten();
  });
});

describe('names', () => {
  it.each([
    ['loans', 'loan'],
    ['policies', 'policy'],
    ['boxes', 'box'],
    ['classes', 'class'],
    ['address', 'address'],
    ['status', 'status'],
    ['analysis', 'analysis'],
    ['staff', 'staff'],
    ['lab-samples', 'lab-sample'],
  ])('the singular of %s is %s', (many, one) => {
    expect(singular(many)).toBe(one);
  });

  it.each(['loans', 'x', 'case-files', 'cf', 'rooms-and-case-rooms', 'a1-b2'])(
    'of the template are gone from a module named %s',
    (name) => {
      const names = moduleNames({ name, entity: 'Xyzzy', title: 'Plugh', titleZh: '咒语', policy: 'P13' });
      const files = renderTemplate(overlay.root, names);
      expect(files.size).toBe(readdirSync(overlay.path('template/case-room')).length);
      for (const [file, text] of files)
        expect(
          `${file}\n${text}`.replaceAll(
            new RegExp(`${name}|${names.schema}|${names.rolePrefix}|${names.constant}|${names.pascal}`, 'g'),
            '',
          ),
        ).not.toMatch(/case.?(room|file)|案卷|\bCF\b/i);
    },
  );
});

describe('a written module', () => {
  const vitest = 'node_modules/vitest/vitest.mjs';

  beforeAll(async () => {
    const given = [
      '--entity',
      'WaterSample',
      '--title',
      'Laboratory (samples)',
      '--title-zh',
      '化验室样品',
      '--policy',
      'P13',
    ];
    const { code, said, complained } = await run('new', 'lab-samples', ...given);
    expect([code, complained]).toEqual([0, '']);
    expect(said).toContain('npm test -- modules/lab-samples');
    expect((await run('new', 'walks', '--title-zh', '借阅管理')).complained).toBe('');
    expect(modules()).toEqual([...before, 'lab-samples', 'walks'].sort());
    followReadme(overlay.root, 'walk');
    const compiled = await overlay.run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
    expect(compiled).toEqual({ code: 0, printed: '' });
  });

  it('passes the linter, also with what the README adds to it', async () => {
    const biome = 'node_modules/@biomejs/biome/bin/biome';
    const written = ['modules/lab-samples', 'modules/walks', 'src/installedModules.ts'];
    const { code, printed } = await overlay.run(biome, 'check', '--error-on-warnings', ...written);
    expect([code, printed]).toEqual([0, expect.not.stringContaining('Found')]);
  });

  it('has its schema, and passes its own tests and those that look at all modules, also with what the README adds', async () => {
    expect((await overlay.run('scripts/schema.mjs')).printed).toBe(
      'Wrote clause-tests.tsv, lab-samples.graphql, policies.sql, schema.graphql, walks.graphql in schema/.\n',
    );
    const tests = ['modules/lab-samples', 'modules/walks', 'test/layers.test.ts'];
    const { code, printed } = await overlay.run(vitest, 'run', ...tests);
    expect(code, printed).toBe(0);
    expect(printed).toMatch(/Test Files +3 passed/);
  });
});
