import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsOf, csv, ImportClient } from '../../test/importClient.js';
import { makeCreditCode } from './creditCode.js';

const specialist = 'customer-information-specialist';
const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';

let client: ImportClient;
beforeAll(async () => {
  client = await ImportClient.open();
});
afterAll(() => client.close());

let codes = 0;
/** A credit code that no file has yet. */
const freshCode = () => makeCreditCode(`91440300${String(++codes).padStart(9, '0')}`);
let names = 0;
const freshName = () => `测试${String(++names).padStart(4, '0')}有限公司`;

const register = (who: string, input: object) =>
  client.platform
    .as(who)
    .run('mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id number } }', { input })
    .then(({ data, errors }) => {
      if (!data) throw new Error(errors[0]?.message);
      return data.registerCustomer as { id: string; number: string };
    });

/** Files with a name as the database holds them, past all permissions. */
const files = (name: string) =>
  client.platform.owner(
    `select number, name, credit_code, label::text, province, telephone, capital_amount::float8 as capital, profession, version,
       keeper_id, department_id from customers.customer where name = $1 order by created_at, number`,
    [name],
  );

const everything = async () =>
  client.platform.owner(
    `select md5(string_agg(c::text, '|' order by c.id)) as customers,
       (select count(*) from audit.entry where record_type = 'Customer') as audited,
       (select last_value from customers.number_internal) as last_number from customers.customer c`,
  );

describe('P02.A04 importCustomers: every line becomes a file, changes one, or is refused', () => {
  it('P02.A04 a register is taken as it is exported', async () => {
    const [name, other, code] = [freshName(), freshName(), freshCode()];
    const job = await client.import(
      specialist,
      '\ufeff企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址\r\n' +
        `${name},${code},2009/6/18,有限责任公司,韩玉林,300(万),"销售,""五金""\n服务",广东省,深圳市,科技路 8 号\r\n` +
        `${other},N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n`,
    );
    expect(job).toMatchObject({ status: 'FINISHED', lines: 2, created: 2, refused: 0 });
    const [file] = await client.platform.owner(
      `select number, credit_code, founded_on::text, legal_representative, capital_amount::float8, capital_currency, business_scope,
         pinyin_initials, index, version from customers.customer where name = $1`,
      [name],
    );
    expect(file).toMatchObject({
      credit_code: code,
      founded_on: '2009-06-18',
      legal_representative: '韩玉林',
      capital_amount: 3_000_000,
      capital_currency: 'CNY',
      business_scope: '销售,"五金"\n服务',
      version: 1,
    });
    expect(file!.number).toMatch(/^KH-I-\d{6}$/);
    expect(file!.index).toContain(file!.pinyin_initials);
    expect(await files(other)).toMatchObject([{ credit_code: null, province: null }]);
  });

  it('P02.A04 the importer keeps the new files, and they belong to the department of the role', async () => {
    const name = freshName();
    await client.import(specialist, csv('企业名称', name));
    const [file] = await files(name);
    expect(file!.keeper_id).toBe(await client.platform.personId(specialist));
    const [department] = await client.platform.owner('select name from access.department where id = $1', [
      file!.department_id,
    ]);
    expect(department).toEqual({ name: '客户服务部' });
  });

  it('P02.A04 good lines are kept when others are refused, with line, column and reason', async () => {
    const [good, code] = [freshName(), freshCode()];
    const job = await client.import(
      specialist,
      csv(
        '企业名称,统一社会信用代码,注册日期',
        `${good},${code},2009-06-18`,
        `,${freshCode()},`,
        `坏码,12345,2999-01-01`,
      ),
    );
    expect(job).toMatchObject({ lines: 3, created: 1, refused: 2 });
    expect(job.refusedLines.nodes).toEqual([
      { line: 3, column: '企业名称', reason: expect.stringContaining('name is missing') },
      {
        line: 4,
        column: '统一社会信用代码, 注册日期',
        reason: expect.stringMatching(/5 characters.*lies in the future/),
      },
    ]);
    expect(await files(good)).toHaveLength(1);
  });

  it('P02.A04 repeating an import changes nothing', async () => {
    const table = csv(
      '企业名称,统一社会信用代码,注册资金,注册日期,所在省份,客户类别,专业',
      `${freshName()},${freshCode()},1234.56(万),2009-06-18,广东省,,`,
      `${freshName()},${freshCode()},N/A,N/A,N/A,特殊,银行`,
      `${freshName()},,50万美元,,四川省,,`,
    );
    expect(countsOf(await client.import(specialist, table))).toEqual({
      created: 3,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
    const before = await everything();
    expect(countsOf(await client.import(specialist, table))).toEqual({
      created: 0,
      updated: 0,
      unchanged: 3,
      refused: 0,
    });
    expect(await everything()).toEqual(before);
  });

  it('P02.A04 the same credit code is the same customer: what differs is updated, what the file does not have stays', async () => {
    const [name, code] = [freshName(), freshCode()];
    await client.import(
      specialist,
      csv('企业名称,统一社会信用代码,所在省份,电话', `${name},${code},广东省,0755-86013388`),
    );
    const job = await client.import(supervisor, csv('企业名称,统一社会信用代码,所在省份', `${name},${code},四川省`));
    expect(countsOf(job)).toEqual({ created: 0, updated: 1, unchanged: 0, refused: 0 });
    expect(await files(name)).toMatchObject([
      { credit_code: code, province: '四川省', telephone: '0755-86013388', version: 2 },
    ]);
  });

  it('P02.A04 each new file and each change stands in the audit log, with who made it', async () => {
    const [name, code] = [freshName(), freshCode()];
    await client.import(specialist, csv('企业名称,统一社会信用代码', `${name},${code}`));
    await client.import(supervisor, csv('企业名称,统一社会信用代码,电话', `${name},${code},0755-86013388`));
    const entries = await client.platform.owner(
      `select e.action, p.name as person, e.label::text, e.before, e.after from audit.entry e join access.person p on p.id = e.person_id
       where e.record_id = (select id::text from customers.customer where credit_code = $1) order by e.id`,
      [code],
    );
    expect(entries).toMatchObject([
      { action: 'create', person: specialist, label: 'INTERNAL', before: null, after: { name, creditCode: code } },
      { action: 'update', person: supervisor, before: { telephone: null }, after: { telephone: '0755-86013388' } },
    ]);
  });

  it('P02.A04 the entry of an imported file has what that of a registered one has', async () => {
    const name = freshName();
    await client.import(specialist, csv('企业名称', name));
    await register(specialist, { name });
    const entries = await client.platform.owner(
      `select array(select jsonb_object_keys(after) order by 1) as keys from audit.entry where action = 'create' and after->>'name' = $1`,
      [name],
    );
    expect(entries).toHaveLength(2);
    expect(entries[0]).toEqual(entries[1]);
  });
});

describe('P02.A04 a dry run', () => {
  it('P02.A04 changes nothing, draws no file numbers and counts as the import that follows', async () => {
    const [known, open] = [freshCode(), freshName()];
    await register(specialist, { name: '已有客户', creditCode: known });
    await register(specialist, { name: open });
    const twice = `${freshName()},${freshCode()},广东省,`;
    const table = csv(
      '企业名称,统一社会信用代码,所在省份,密级',
      `改名客户,${known},广东省,`,
      twice,
      twice,
      `${open},${freshCode()},广东省,`,
      `${open},${freshCode()},广东省,`,
      `已有客户,,广东省,`,
      `${freshName()},,,机密`,
      `${freshName()},${freshCode()},,公开`,
      'x,y',
    );
    const before = await everything();
    const dry = await client.import(specialist, table, true);
    expect(await everything()).toEqual(before);
    const real = await client.import(specialist, table);
    expect(countsOf(dry)).toEqual({ created: 4, updated: 2, unchanged: 1, refused: 2 });
    expect(countsOf(real)).toEqual(countsOf(dry));
    expect(real.refusedLines).toEqual(dry.refusedLines);
    expect((await client.import(specialist, table)).refusedLines).toEqual(real.refusedLines);
  });
});

describe('P02.A04 two lines about the same customer in one file', () => {
  const code = freshCode();
  it.each([
    [
      'identical: unchanged',
      [`甲公司,${code},广东省`, `甲公司,${code},广东省`],
      { created: 1, unchanged: 1, refused: 0 },
    ],
    [
      'contradicting: the later one is refused',
      [`乙公司,${freshCode()},广东省`, '乙公司,,广东省'],
      { created: 1, refused: 1 },
    ],
    [
      'one name, two codes: two customers',
      [`丙公司,${freshCode()},广东省`, `丙公司,${freshCode()},广东省`],
      { created: 2, refused: 0 },
    ],
    [
      'one name in two provinces, no codes: two customers',
      ['丁公司,,广东省', '丁公司,,四川省'],
      { created: 2, refused: 0 },
    ],
    [
      'first without its code: the later one is refused',
      ['戊公司,,广东省', `戊公司,${freshCode()},广东省`],
      { created: 1, refused: 1 },
    ],
  ])('P02.A04 %s', async (_case, lines, counts) => {
    const table = csv('企业名称,统一社会信用代码,所在省份', ...lines);
    const job = await client.import(specialist, table);
    expect(job).toMatchObject({ ...counts, lines: 2 });
    for (const { line, reason } of job.refusedLines.nodes) {
      expect(line).toBe(3);
      expect(reason).toContain('Line 2 of this file says something else');
    }
    const again = await client.import(specialist, table);
    expect(countsOf(again)).toEqual({ ...countsOf(job), created: 0, unchanged: 2 - job.refused });
  });

  it('P02.A04 what repeats a refused line is refused for the same reason', async () => {
    const line = `${freshName()},机密`;
    const job = await client.import(specialist, csv('企业名称,密级', line, line));
    expect(job).toMatchObject({ lines: 2, refused: 2 });
    expect(job.refusedLines.nodes[1]).toEqual({ ...job.refusedLines.nodes[0], line: 3 });
  });
});

describe('P02.A04 a customer that was registered without a credit code', () => {
  it.each([
    ['in an unknown province', {}],
    ['in the same province', { province: '广东省' }],
  ])('P02.A04 %s gets it from a line with the same name', async (_case, place) => {
    const [name, code] = [freshName(), freshCode()];
    await register(specialist, { name, ...place });
    const job = await client.import(specialist, csv('企业名称,统一社会信用代码,所在省份', `${name},${code},广东省`));
    expect(job).toMatchObject({ updated: 1, created: 0 });
    expect(await files(name)).toMatchObject([{ credit_code: code, province: '广东省' }]);
  });

  it('P02.A04 in another province it is another customer', async () => {
    const [name, code] = [freshName(), freshCode()];
    await register(specialist, { name, province: '四川省' });
    const job = await client.import(specialist, csv('企业名称,统一社会信用代码,所在省份', `${name},${code},广东省`));
    expect(job).toMatchObject({ updated: 0, created: 1 });
  });

  it('P02.A04 is not guessed where there are two of the name', async () => {
    const [name, code] = [freshName(), freshCode()];
    const numbers = [(await register(specialist, { name })).number, (await register(specialist, { name })).number];
    const job = await client.import(specialist, csv('企业名称,统一社会信用代码', `${name},${code}`, `${freshName()},`));
    expect(job).toMatchObject({ created: 1, refused: 1 });
    const [line] = job.refusedLines.nodes;
    for (const number of numbers) expect(line!.reason).toContain(number);
    expect(await files(name)).toMatchObject([{ credit_code: null }, { credit_code: null }]);
  });

  it('P02.A04 a line without a code never writes into a file with one', async () => {
    const [name, code] = [freshName(), freshCode()];
    const { number } = await register(specialist, { name, creditCode: code });
    const job = await client.import(specialist, csv('企业名称,所在省份', `${name},广东省`));
    expect(job).toMatchObject({ refused: 1, updated: 0, created: 0 });
    expect(job.refusedLines.nodes[0]!.reason).toContain(number);
  });
});

describe('P01.A22 labels of imported files', () => {
  it.each([
    [specialist, '', 'INTERNAL'],
    [specialist, '公开', 'PUBLIC'],
    [specialist, 'CONFIDENTIAL', 'CONFIDENTIAL'],
    [supervisor, '秘密★', 'CONFIDENTIAL'],
  ])('P01.A22 %s writes "%s": %s', async (who, written, label) => {
    const name = freshName();
    await client.import(who, csv('企业名称,密级', `${name},${written}`));
    expect(await files(name)).toMatchObject([{ label }]);
  });

  it.each([
    [specialist, '机密', 'cleared up to CONFIDENTIAL'],
    [manager, '机密', 'is not imported from a table'],
    [manager, '绝密', 'is not imported from a table'],
    [manager, '很秘密', 'not one of the choices'],
  ])('P01.A22 %s may not write "%s": %s', async (who, written, reason) => {
    const name = freshName();
    const job = await client.import(who, csv('企业名称,Secrecy level', `${name},${written}`));
    expect(job.refusedLines.nodes).toEqual([
      { line: 2, column: 'Secrecy level', reason: expect.stringContaining(reason) },
    ]);
    expect(await files(name)).toEqual([]);
  });

  it('P01.A22 an import does not change the label of a file', async () => {
    const [name, creditCode] = [freshName(), freshCode()];
    await register(specialist, { name, creditCode, label: 'CONFIDENTIAL' });
    const job = await client.import(specialist, csv('企业名称,统一社会信用代码,密级', `${name},${creditCode},公开`));
    expect(job.refusedLines.nodes).toMatchObject([{ column: '密级', reason: expect.stringContaining('CONFIDENTIAL') }]);
    expect(await files(name)).toMatchObject([{ label: 'CONFIDENTIAL', version: 1 }]);
  });
});

describe('P01.A17 a hidden customer never shows in an import', () => {
  it.each([
    ['a SECRET file of somebody else', supervisor, manager, { label: 'SECRET' }],
    ['a TOP_SECRET file, to somebody not cleared', supervisor, specialist, { label: 'TOP_SECRET' }],
    ['a SECRET file, to somebody not cleared', manager, specialist, { label: 'SECRET' }],
  ])('P01.A17 %s: the line opens a file as if there were none', async (_case, keeper, importer, hidden) => {
    const [name, creditCode, unknown] = [freshName(), freshCode(), freshCode()];
    await register(keeper, { name, creditCode, ...hidden });
    await register(keeper, { name, ...hidden });
    const header = '企业名称,统一社会信用代码';
    const dry = await client.import(importer, csv(header, `${name},${creditCode}`), true);
    const job = await client.import(importer, csv(header, `${name},${creditCode}`));
    const control = await client.import(importer, csv(header, `${freshName()},${unknown}`));
    const { id: _, ...told } = job;
    const { id: __, ...expected } = control;
    expect(told).toEqual(expected);
    expect(countsOf(dry)).toEqual(countsOf(job));
    expect((await files(name)).map(({ label }) => label).sort()).toEqual(
      ['INTERNAL', hidden.label, hidden.label].sort(),
    );
  });

  it('P01.A17 who sees two files of one code is asked which one is meant', async () => {
    const [name, creditCode] = [freshName(), freshCode()];
    const secret = await register(supervisor, { name, creditCode, label: 'SECRET' });
    await client.import(specialist, csv('企业名称,统一社会信用代码', `${name},${creditCode}`));
    const header = '企业名称,统一社会信用代码,密级,电话';
    const open = await client.import(supervisor, csv(header, `${name},${creditCode},,0755-86013388`));
    expect(open.refusedLines.nodes[0]!.reason).toContain(secret.number);
    const told = await client.import(supervisor, csv(header, `${name},${creditCode},内部,0755-86013388`));
    expect(countsOf(told)).toMatchObject({ updated: 1, refused: 0 });
    expect(await files(name)).toMatchObject([{ label: 'SECRET', telephone: null }, { telephone: '0755-86013388' }]);
  });
});

describe('P01.A05 importCustomers: customer service alone writes the register', () => {
  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['administrator', 'FORBIDDEN'],
    ['general-manager', 'FORBIDDEN'],
    ['sales-director', 'FORBIDDEN'],
    ['customer-developer', 'FORBIDDEN'],
    ['reader', 'FORBIDDEN'],
  ])('P01.A05 %s: %s', async (who, outcome) => {
    const file = await client.upload(specialist, csv('企业名称', freshName()));
    const answer = await client.platform
      .as(who)
      .run('mutation($file: ID!) { importCustomers(file: $file) { id } }', { file });
    expect(answer.outcome).toBe(outcome);
  });
});

describe('P02.A04 dirty files', () => {
  const good = () => `${freshName()},${freshCode()},广东省`;
  const header = '企业名称,统一社会信用代码,所在省份';
  const text = (...lines: string[]) => `${[header, ...lines].join('\r\n')}\r\n`;

  it.each([
    ['GB18030', (table: string) => iconv.encode(table, 'gb18030')],
    ['UTF-16 with byte order mark', (table: string) => iconv.encode(table, 'utf-16le', { addBOM: true })],
    ['UTF-8 with byte order mark', (table: string) => Buffer.from(`\ufeff${table}`)],
    ['tabs for commas', (table: string) => Buffer.from(table.replaceAll(',', '\t'))],
  ])('P02.A04 %s is read', async (_form, encode) => {
    const name = freshName();
    const job = await client.import(specialist, new Uint8Array(encode(text(good(), `${name},,四川省`))));
    expect(job).toMatchObject({ status: 'FINISHED', created: 2, refused: 0 });
    expect(await files(name)).toMatchObject([{ province: '四川省' }]);
  });

  it.each([
    [
      'broken encoding in the middle',
      () => Buffer.concat([Buffer.from(`${freshName()},,广`), Buffer.from([0xff, 0xfe, 0x2c])]),
      '所在省份',
    ],
    ['2 MB in one cell', () => Buffer.from(`${freshName()},,${'长'.repeat(700_000)}`), ''],
    ['a NUL', () => Buffer.from(`${freshName()}\0,,广东省`), '企业名称'],
    ['columns shifted by one', () => Buffer.from(`${freshName()},,餐饮,广东省`), '所在省份'],
    ['a cell too few', () => Buffer.from(freshName()), '统一社会信用代码'],
    ['a quotation mark that nothing closes', () => Buffer.from(`"${freshName()},,广东省`), '企业名称'],
  ])('P02.A04 %s: that line is refused and the others are taken', async (_case, line, column) => {
    const table = Buffer.concat([Buffer.from(text(good())), line(), Buffer.from(`\r\n${good()}\r\n${good()}\r\n`)]);
    const job = await client.import(specialist, new Uint8Array(table));
    expect(job).toMatchObject({ status: 'FINISHED', lines: 4, created: 3, refused: 1 });
    expect(job.refusedLines.nodes).toMatchObject([{ line: 3, column }]);
  });

  it('P02.A04 half a surrogate pair in a refused line does not stop the import', async () => {
    const job = await client.import(
      specialist,
      new Uint8Array(Buffer.from(text(good(), `,,${'😀'.repeat(40_000)}`, good()))),
    );
    expect(job).toMatchObject({ status: 'FINISHED', created: 2, refused: 1 });
  });

  it.each([
    ['a PDF named .csv', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), /PDF/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), /./],
    ['blank lines only', Buffer.from('\r\n,,\r\n\r\n'), /no lines/],
    ['no column for the name', Buffer.from('代码,省份\r\n1,2\r\n'), /企业名称.*The first line reads: 代码, 省份\./],
    ['two columns for the name', Buffer.from('企业名称,公司名称\r\n甲,乙\r\n'), /"企业名称" mean the same/],
  ])('P02.A04 %s fails as a whole, with one clear sentence', async (_case, content, message) => {
    const job = await client.import(specialist, new Uint8Array(content));
    expect(job).toMatchObject({ status: 'FAILED', lines: 0, message: expect.stringMatching(message) });
  });
});

describe('P02.A04 refused lines', () => {
  it('P02.A04 are downloaded as CSV, corrected and imported again', async () => {
    const [formula, broken, code] = [freshName(), freshName(), freshCode()];
    const header = '企业名称,统一社会信用代码,经营范围';
    const job = await client.import(
      specialist,
      csv(header, `${formula},1234,=1+1`, `${broken},12345,"引号""，\n换行`, `${freshName()},,`),
    );
    expect(job).toMatchObject({ lines: 3, created: 1, refused: 2 });
    const refused = await client.refusedCsv(specialist, job.id);
    expect(refused.split('\r\n')[0]).toBe('\ufeffline,column,reason,企业名称,统一社会信用代码,经营范围');
    expect(refused).toContain("'=1+1");
    const corrected = await client.import(specialist, refused.replace('12345', '').replace('1234', code));
    expect(corrected).toMatchObject({ lines: 2, created: 2, refused: 0 });
    const [file] = await client.platform.owner('select business_scope from customers.customer where credit_code = $1', [
      code,
    ]);
    expect(file).toEqual({ business_scope: '=1+1' });
  });

  it('P02.A04 are refused for the same reason when they are imported as they are, whatever was wrong', async () => {
    const table =
      '企业名称,统一社会信用代码,所在省份\r\n' +
      `${freshName()},1234,广东省\r\n${freshName()},,餐饮,广东省\r\n${freshName()}\r\n,,x\r\n=x,坏,广东省\r\n`;
    const first = await client.import(specialist, table);
    const second = await client.import(specialist, await client.refusedCsv(specialist, first.id));
    const third = await client.import(specialist, await client.refusedCsv(specialist, second.id));
    expect(countsOf(first)).toEqual({ created: 0, updated: 0, unchanged: 0, refused: 5 });
    expect(countsOf(second)).toEqual(countsOf(first));
    expect(await client.refusedCsv(specialist, third.id)).toEqual(await client.refusedCsv(specialist, second.id));
  });
});
