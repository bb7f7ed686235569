import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);

const register = 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id version number } }';
const addCabinet = 'mutation($input: AddCabinetInput!) { addCabinet(input: $input) { id number } }';
const placeFile = `mutation($id: ID!, $version: Int!, $cabinet: ID, $shelf: Int, $position: Int) {
  placeFile(id: $id, version: $version, cabinetId: $cabinet, shelf: $shelf, position: $position) { version shelfMark shelf position }
}`;
const updateCustomer =
  'mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: $version, input: $input) { id } }';

const opened = async (who: string, name: string, label = 'INTERNAL') =>
  (await ask(who, register, { input: { name, label } })).data.registerCustomer;
const cabinetOf = async (who: string, label = 'INTERNAL', shelves = 3, positions = 4) =>
  (await ask(who, addCabinet, { input: { name: '一号柜', subjectType: 'Customer', label, shelves, positions } })).data
    .addCabinet;
const placed = async (who: string, id: string, cabinet: string, shelf?: number, position?: number) => {
  const [{ version }] = (await platform.owner('select version from records.file where id = $1', [id])) as [
    { version: number },
  ];
  return ask(who, placeFile, { id, version, cabinet, shelf, position });
};

describe('P01.A06 every customer has a file under its own id, found by its index', () => {
  it.each<[string, (number: string) => object]>([
    ['number', (number) => ({ number: { eq: number } })],
    ['title', () => ({ title: { contains: '青山' } })],
    ['pinyin', () => ({ pinyin: { startsWith: 'qingshan' } })],
    ['initials', () => ({ pinyinInitials: { startsWith: 'qsjx' } })],
    ['keywords', () => ({ index: { contains: '提升机' } })],
    ['category', () => ({ category: { eq: 'GENERAL' }, title: { startsWith: '青山' } })],
  ])('by %s', async (_way, filter) => {
    const input = { name: '青山机械厂', keywords: '提升机' };
    const { id, number } = (await ask(specialist, register, { input })).data.registerCustomer;
    const { data } = await ask(
      specialist,
      'query($filter: ArchiveFileFilter) { archiveFiles(filter: $filter, first: 100) { nodes { id subjectType catalogueYear volume } } }',
      { filter: filter(number) },
    );
    expect(data.archiveFiles.nodes).toContainEqual({
      id,
      subjectType: 'Customer',
      catalogueYear: new Date().getFullYear(),
      volume: 1,
    });
  });

  it('P01.A06 files of the demo were opened too, and follow their customer', async () => {
    const [{ missing }] = (await platform.owner(
      `select count(*)::integer as missing from customers.customer c left join records.file f on f.id = c.id
       where f.id is null or (f.number, f.title, f.label, f.keeper_id) is distinct from (c.number, c.name, c.label, c.keeper_id)`,
    )) as [{ missing: number }];
    expect(missing).toBe(0);
    const { id } = await opened(manager, '旧名机械');
    const changed = await ask(manager, updateCustomer, {
      id,
      version: 1,
      input: { name: '新名机械', label: 'CONFIDENTIAL' },
    });
    expect(changed.outcome).toBe('ok');
    const { data } = await ask(manager, 'query($id: ID!) { archiveFile(id: $id) { title label pinyinInitials } }', {
      id,
    });
    expect(data.archiveFile).toEqual({ title: '新名机械', label: 'CONFIDENTIAL', pinyinInitials: 'xmjx' });
  });
});

describe('P01.A07 a file has its place', () => {
  it('P01.A07 the shelf list runs top to bottom and left to right, whatever the order of placing', async () => {
    const cabinet = await cabinetOf(specialist);
    for (const [shelf, position] of [
      [2, 1],
      [1, 3],
      [1, 1],
      [3, 4],
      [2, 2],
    ])
      expect(
        (await placed(specialist, (await opened(specialist, '排架')).id, cabinet.id, shelf, position)).outcome,
      ).toBe('ok');
    const { data } = await ask(
      specialist,
      'query($filter: ArchiveFileFilter) { archiveFiles(filter: $filter, orderBy: [{ shelfMark: ASC }]) { nodes { shelfMark } } }',
      { filter: { cabinet: { id: { eq: cabinet.id } } } },
    );
    const marks = data.archiveFiles.nodes.map((node: { shelfMark: string }) => node.shelfMark);
    expect(marks).toEqual(
      ['01/001', '01/003', '02/001', '02/002', '03/004'].map((place) => `${cabinet.number}/${place}`),
    );
  });

  it('P01.A07 two files cannot share one place, and the first free one is given where none is named', async () => {
    const cabinet = await cabinetOf(specialist, 'INTERNAL', 1, 2);
    const [one, two, three] = await Promise.all(['甲', '乙', '丙'].map((name) => opened(specialist, name)));
    expect((await placed(specialist, one.id, cabinet.id, 1, 1)).outcome).toBe('ok');
    expect((await placed(specialist, two.id, cabinet.id, 1, 1)).outcome).toBe('CONFLICT');
    expect((await placed(specialist, two.id, cabinet.id)).data.placeFile).toMatchObject({ shelf: 1, position: 2 });
    expect((await placed(specialist, three.id, cabinet.id)).outcome).toBe('CONFLICT');
    expect((await placed(specialist, three.id, cabinet.id, 2, 1)).outcome).toBe('BAD_USER_INPUT');
    await expect(
      platform.owner('update records.file set cabinet_id = $1, shelf = 1, position = 1 where id = $2', [
        cabinet.id,
        three.id,
      ]),
    ).rejects.toThrow('one_file_in_a_place');
  });

  it('P01.A07 of ten who place at once each gets a place of its own', async () => {
    const cabinet = await cabinetOf(specialist, 'INTERNAL', 2, 5);
    const files = await Promise.all(Array.from({ length: 10 }, (_, i) => opened(specialist, `同放${i}`)));
    const answers = await Promise.all(files.map(({ id }) => placed(specialist, id, cabinet.id)));
    expect(new Set(answers.map(({ data }) => data.placeFile.shelfMark)).size).toBe(10);
  });
});

describe('P01.A08 carrier and durable medium', () => {
  const describeFile = `mutation($id: ID!, $input: DescribeFileInput!) {
    describeFile(id: $id, version: 1, input: $input) { carrier medium fades }
  }`;
  it.each([
    [{ carrier: 'PAPER', medium: 'INK' }, 'ok', false],
    [{ carrier: 'PAPER', medium: 'BALLPOINT' }, 'BAD_USER_INPUT', undefined],
    [{ carrier: 'PAPER', medium: 'PENCIL' }, 'BAD_USER_INPUT', undefined],
    [{ carrier: 'PAPER', medium: 'BALLPOINT', asFound: true }, 'ok', true],
    [{ carrier: 'DISK', medium: 'OPTICAL' }, 'ok', false],
  ])('P01.A08 %j: %s', async (input, outcome, fades) => {
    const { id } = await opened(specialist, '载体');
    const answer = await ask(specialist, describeFile, { id, input });
    expect([answer.outcome, answer.data?.describeFile?.fades]).toEqual([outcome, fades]);
  });
});

describe('P01.A22 files from SECRET up are stored apart', () => {
  it.each([
    ['an INTERNAL file in a SECRET cabinet', 'INTERNAL', 'SECRET', manager, 'INVALID_STATE'],
    ['a SECRET file in an INTERNAL cabinet', 'SECRET', 'INTERNAL', manager, 'INVALID_STATE'],
    ['a CONFIDENTIAL file in an INTERNAL cabinet', 'CONFIDENTIAL', 'INTERNAL', manager, 'INVALID_STATE'],
    ['a TOP_SECRET file in a SECRET cabinet', 'TOP_SECRET', 'SECRET', manager, 'INVALID_STATE'],
    ['a SECRET file in a SECRET cabinet of its keeper', 'SECRET', 'SECRET', manager, 'ok'],
    ['a SECRET file in a cabinet of another keeper', 'SECRET', 'SECRET', supervisor, 'NOT_FOUND'],
  ])('P01.A22 %s: %s', async (_case, fileLabel, cabinetLabel, cabinetKeeper, outcome) => {
    const { id } = await opened(manager, '密档', fileLabel);
    const cabinet = await cabinetOf(cabinetKeeper, cabinetLabel);
    expect((await placed(manager, id, cabinet.id)).outcome).toBe(outcome);
  });

  it.each([
    ['a SECRET file into an INTERNAL cabinet', 'SECRET', 'INTERNAL', manager],
    ['an INTERNAL file into a SECRET cabinet', 'INTERNAL', 'SECRET', manager],
    ['a CONFIDENTIAL file into an INTERNAL cabinet', 'CONFIDENTIAL', 'INTERNAL', manager],
    ['a SECRET file into a cabinet of another keeper', 'SECRET', 'SECRET', supervisor],
  ])('P01.A22 the database itself lets no %s', async (_what, label, cabinetLabel, keeper) => {
    const { id } = await opened(manager, '密档', label);
    const cabinet = await cabinetOf(keeper, cabinetLabel);
    await expect(
      platform.owner('update records.file set cabinet_id = $1, shelf = 1, position = 1 where id = $2', [
        cabinet.id,
        id,
      ]),
    ).rejects.toThrow('does not fit its cabinet');
  });

  it('P01.A22 a file that is raised above its cabinet loses its place', async () => {
    const { id } = await opened(manager, '升密');
    const cabinet = await cabinetOf(manager);
    await placed(manager, id, cabinet.id, 1, 1);
    expect((await ask(manager, updateCustomer, { id, version: 1, input: { label: 'SECRET' } })).outcome).toBe('ok');
    const { data } = await ask(manager, 'query($id: ID!) { archiveFile(id: $id) { label shelfMark cabinet { id } } }', {
      id,
    });
    expect(data.archiveFile).toEqual({ label: 'SECRET', shelfMark: '', cabinet: null });
  });

  it('P01.A22 a hidden file and its cabinet answer like what never existed', async () => {
    const { id } = await opened(manager, '藏档', 'SECRET');
    const cabinet = await cabinetOf(manager, 'SECRET');
    await placed(manager, id, cabinet.id);
    const never = '3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b';
    const mine = await opened(supervisor, '探查');
    for (const [document, found, lost] of [
      ['query($id: ID!) { archiveFile(id: $id) { id title } }', { id }, { id: never }],
      ['query($id: ID!) { cabinet(id: $id) { id files { totalCount } } }', { id: cabinet.id }, { id: never }],
      [
        'query($id: ID!) { archiveFiles(filter: { id: { eq: $id } }) { totalCount nodes { id } } }',
        { id },
        { id: never },
      ],
      [
        'query($id: ID!) { archiveFiles(filter: { cabinet: { id: { eq: $id } } }) { totalCount } }',
        { id: cabinet.id },
        { id: never },
      ],
      [
        'query($mark: String!) { archiveFiles(filter: { shelfMark: { startsWith: $mark } }) { totalCount } }',
        { mark: cabinet.number },
        { mark: 'GZ-S-000000000001' },
      ],
      [placeFile, { id, version: 2 }, { id: never, version: 2 }],
      [placeFile, { id: mine.id, version: 1, cabinet: cabinet.id }, { id: mine.id, version: 1, cabinet: never }],
      [
        placeFile,
        { id: mine.id, version: 1, cabinet: cabinet.id, shelf: 1, position: 1 },
        { id: mine.id, version: 1, cabinet: never, shelf: 1, position: 1 },
      ],
    ] as const)
      expect(JSON.stringify(await ask(supervisor, document, found)), document).toBe(
        JSON.stringify(await ask(supervisor, document, lost)),
      );
  });
});
