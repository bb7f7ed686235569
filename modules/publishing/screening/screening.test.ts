import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpService } from '../../../test/httpService.js';
import { writeZip } from '../../../test/writeZip.js';
import { PortalWorld } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
let http: HttpService;
let directory: string;
beforeAll(async () => {
  http = await HttpService.open({
    clock: () => world.now,
    sweepMs: 86_400_000,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
  });
  await world.use(http.platform);
  directory = mkdtempSync(join(tmpdir(), 'zhidu-screened-'));
});
afterAll(async () => {
  await http?.close();
  rmSync(directory, { recursive: true });
});

const problems = (answer: Awaited<ReturnType<PortalWorld['ask']>>) =>
  (answer.errors[0]?.extensions?.problems ?? []) as { path: string; message: string }[];

const screenings = async (item: string, who = 'portal-reviewer') =>
  (
    await world.ask(
      who,
      `query($id: ID!) { portalItem(id: $id) { versions(first: 1) { nodes { screenings(first: 5, orderBy: [{ createdAt: ASC }]) { nodes {
        occasion verdict truncated unread reason acceptedBy { name }
        lists { name edition } words { field text start form category } personalData { field kind masked } } } } } } }`,
      { id: item },
    )
  ).data.portalItem.versions.nodes[0].screenings.nodes;

const approve = async (item: string, comment: string | null) =>
  world.ask('portal-reviewer', 'mutation($input: DecideApprovalInput!) { decideApproval(input: $input) { status } }', {
    input: { taskId: await world.taskOf(item), verdict: 'APPROVE', comment },
  });

async function addWord(text: string, category: string): Promise<void> {
  const { data } = await world.ask(
    'portal-office',
    '{ wordLists(filter: { name: { eq: "门户网站" } }) { nodes { id version categories { nodes { id name } } } } }',
  );
  const [{ id, version, categories }] = data.wordLists.nodes;
  const categoryId = categories.nodes.find(({ name }: { name: string }) => name === category).id;
  await world.done(
    'portal-office',
    'mutation($id: ID!, $version: Int!, $input: ChangeWordsInput!) { changeWords(listId: $id, version: $version, input: $input) { number } }',
    { id, version, input: { reason: '增补', add: [{ text, categoryId }] } },
  );
}

const accept = async (item: string, who = 'portal-reviewer') =>
  world.ask(
    who,
    'mutation($id: ID!, $version: Int!) { acceptScreening(id: $id, version: $version, reason: "引用原文") { verdict reason } }',
    { ...(await world.newest(item)) },
  );

describe('P03.A06 screening before the review', () => {
  it('P03.A06 what is forbidden is not handed in, however it is disguised, and all of it is said at once', async () => {
    const { id } = await world.drafted({ title: '办理代*開*发票', text: '欢迎访问赌-博-网-站。', source: null });
    await world.proofread(id);
    const refused = await world.submit(id);
    expect([refused.outcome, ...problems(refused).map(({ path }) => path)]).toEqual([
      'BAD_USER_INPUT',
      'source',
      'title',
      'text',
    ]);
    expect(problems(refused)[1]!.message).toContain('"代*開*发票" at 2');
    expect((await world.newest(id)).status).toBe('DRAFT');
    expect(await screenings(id)).toEqual([]);
  });

  it('P03.A06 the note of a correction, which the public reads, is screened as the texts are', async () => {
    const id = await world.published();
    await world.done(
      'information-officer',
      'mutation($id: ID!, $version: Int!) { reviseItem(id: $id, version: $version, reason: CORRECTION, note: "改自内部资料") { id } }',
      { ...(await world.item(id)) },
    );
    await world.proofread(id);
    const refused = await world.submit(id);
    expect([refused.outcome, problems(refused).map(({ path }) => path)]).toEqual([
      'BAD_USER_INPUT',
      ['correctionNote'],
    ]);
  });

  it('P03.A06 what is clean is kept with the editions of the lists, for the unit and the portal and nobody else', async () => {
    const id = await world.submitted({ text: '严厉打击赌博网站，路口交通有序。' });
    const [screening] = await screenings(id);
    expect(screening).toMatchObject({
      occasion: 'SUBMISSION',
      verdict: 'CLEAN',
      words: [],
      personalData: [],
      lists: [{ name: '门户网站', edition: 1 }],
    });
    expect(await screenings(id, 'information-officer')).toHaveLength(1);
    const all = await world.ask('reader', '{ versionScreenings { totalCount } }');
    expect(all.data.versionScreenings.totalCount).toBe(0);
  });

  it('P03.A06 who approves what screening warns of says why, and the reason is kept', async () => {
    const id = await world.submitted({ text: '咨询请加，微信或致电13800138000。' });
    const silent = await approve(id, null);
    expect([silent.outcome, ...problems(silent).map(({ path }) => path)]).toEqual(['BAD_USER_INPUT', 'comment']);
    expect(problems(silent)[0]!.message).toContain('13*******00');
    expect((await world.newest(id)).status).toBe('SUBMITTED');
    expect((await approve(id, '值班电话，可公开')).outcome).toBe('ok');
    expect(await screenings(id)).toMatchObject([
      {
        verdict: 'WARNING',
        reason: '值班电话，可公开',
        acceptedBy: { name: 'portal-reviewer' },
        words: [{ field: 'text', text: '加，微信', start: 3, form: 'ACROSS' }],
        personalData: [{ field: 'text', kind: 'MOBILE', masked: '13*******00' }],
      },
    ]);
    expect((await world.publish(id)).outcome).toBe('ok');
  });

  it('P03.A06 the text of an attached .docx is screened, and what cannot be read is named', async () => {
    const boundary = 'a-boundary-of-the-test';
    const attach = async (item: string, content: Buffer, name: string) => {
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
      const { body } = await http.request('information-officer', {
        method: 'POST',
        url: '/files',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      });
      const { id: recordId } = await world.newest(item);
      await world.done('information-officer', 'mutation($input: AttachInput!) { attach(input: $input) { id } }', {
        input: { type: 'ItemVersion', recordId, file: body.id },
      });
    };
    const docx = async (text: string) => {
      const path = join(directory, 'text.docx');
      const runs = [...text].map((sign) => `<w:r><w:t>${sign}</w:t></w:r>`).join('');
      const content = [`<w:document><w:body><w:p>${runs}</w:p></w:body></w:document>`];
      await writeZip(path, [
        { name: '[Content_Types].xml', content: ['<x/>'] },
        { name: 'word/document.xml', content },
      ]);
      return readFileSync(path);
    };
    const { id } = await world.drafted();
    await attach(id, await docx('本文为内部资料'), '正文.docx');
    await world.proofread(id);
    const refused = await world.submit(id);
    expect(problems(refused).map(({ path }) => path)).toEqual(['正文.docx']);

    const { id: other } = await world.drafted();
    await attach(other, await docx('本文可以公开'), '正文.docx');
    await attach(other, Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'), '现场.jpg');
    await world.proofread(other);
    expect((await world.submit(other)).outcome).toBe('ok');
    expect(await screenings(other)).toMatchObject([{ verdict: 'CLEAN', unread: ['现场.jpg'] }]);
  });
});

describe('P03.A06 screening again before publication', () => {
  it('P03.A06 a word that was forbidden since the review keeps a version off the portal', async () => {
    const id = await world.reviewed({ text: '关于秘方甲的说明。' });
    await addWord('秘方甲', '违法信息');
    const refused = await world.publish(id);
    expect([refused.outcome, ...problems(refused).map(({ path }) => path)]).toEqual(['BAD_USER_INPUT', 'text']);
    expect((await accept(id)).outcome).toBe('BAD_USER_INPUT');
    expect((await world.newest(id)).status).toBe('APPROVED');
  });

  it('P03.A06 a new warning asks a reviewer, who had no part in it, for a reason', async () => {
    const id = await world.reviewed({ text: '关于特惠乙的说明。' });
    await addWord('特惠乙', '商业推广');
    const refused = await world.publish(id);
    expect([refused.outcome, problems(refused)[0]!.message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('acceptScreening'),
    ]);
    expect((await accept(id, 'portal-editor')).outcome).toBe('FORBIDDEN');
    expect((await accept(id)).data.acceptScreening).toEqual({ verdict: 'WARNING', reason: '引用原文' });
    expect((await world.publish(id)).outcome).toBe('ok');
    const occasions = (await screenings(id)).map(({ occasion }: { occasion: string }) => occasion);
    expect(occasions.sort()).toEqual(['ACCEPTANCE', 'PUBLICATION', 'SUBMISSION']);
  });

  it('P03.A06 what is scheduled is screened when it comes due, and goes back where it may not go live', async () => {
    const held = await world.reviewed({ text: '关于秘方丙的说明。' });
    const goes = await world.reviewed({ text: '关于丁项目的说明。' });
    for (const id of [held, goes]) await world.publish(id, { at: '2026-03-09T12:00:00+08:00' });
    await addWord('秘方丙', '违法信息');
    world.at('2026-03-09T12:00:01+08:00');
    await world.platform.platform.sweeper.sweep();
    expect([(await world.newest(held)).status, (await world.item(held)).status]).toEqual(['APPROVED', 'PREPARED']);
    expect((await world.newest(goes)).status).toBe('LIVE');
    expect((await screenings(held)).at(-1)).toMatchObject({ occasion: 'PUBLICATION', verdict: 'FORBIDDEN' });
    expect((await screenings(goes)).at(-1)).toMatchObject({ occasion: 'PUBLICATION', verdict: 'CLEAN' });
  });

  it('P03.A06 a screening is kept as it was, also from the server', async () => {
    await expect(
      world.platform.owner(`update publishing.version_screening set verdict = 'CLEAN' where verdict <> 'CLEAN'`),
    ).rejects.toThrow('kept as it was');
    await expect(
      world.platform.owner(`update publishing.version_screening set reason = 'x' where reason is not null`),
    ).rejects.toThrow('kept as it was');
  });
});
