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
const opened = async (who: string, name: string, label = 'INTERNAL') =>
  (
    await ask(who, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }', {
      input: { name, label },
    })
  ).data.registerCustomer.id as string;
const writeContent = `mutation($fileId: ID!, $content: RecordContentInput!) {
  writeContent(fileId: $fileId, content: $content) { id version bytes title text writtenBy { name } }
}`;
const readContents = 'query($id: ID!) { archiveFile(id: $id) { contents { nodes { id title text } } } }';
const written = (who: string, fileId: string, text: string, title = '谈判底价') =>
  ask(who, writeContent, { fileId, content: { title, text } });

describe('P01.A22 the content of a file', () => {
  it('P01.A22 comes back as it was written, to those who may read the file', async () => {
    const id = await opened(manager, '内容公司', 'SECRET');
    const text = '底价：每吨 812 元。\n"引号" 与\t制表符 \u{1F4D1}';
    const { data } = await written(manager, id, text);
    expect(data.writeContent).toMatchObject({
      title: '谈判底价',
      text,
      bytes: Buffer.byteLength(text),
      writtenBy: { name: manager },
    });
    expect((await ask(manager, readContents, { id })).data.archiveFile.contents.nodes).toMatchObject([{ text }]);
    expect((await ask(supervisor, readContents, { id })).data.archiveFile).toBeNull();
    expect((await written(supervisor, id, '试探')).outcome).toBe('NOT_FOUND');
  });

  it('P01.A22 of somebody who reads it there is an entry before it leaves, and none of what it says', async () => {
    const id = await opened(manager, '留痕公司', 'SECRET');
    const { data } = await written(manager, id, '绝不入审计的内容', '绝不入审计的标题');
    await ask(manager, readContents, { id });
    await ask(
      manager,
      `mutation($id: ID!) { reviseContent(id: $id, version: 1, content: { title: "绝不", text: "绝不入审计" }) { id } }`,
      {
        id: data.writeContent.id,
      },
    );
    await written(specialist, id, '绝不入审计的内容', '绝不入审计的标题');
    await ask(
      specialist,
      `mutation($id: ID!) { writeContent(fileId: $id, content: { title: "绝不", text: "绝不入审计" }) { id } }`,
      { id },
    );
    await ask('reader', writeContent, { fileId: id, content: { title: '绝不', text: '绝不入审计' } });
    const entries = await platform.owner<{ action: string; after: unknown }>(
      'select action, after from audit.entry where record_id = $1 order by id',
      [data.writeContent.id],
    );
    expect(entries.filter(({ action }) => action === 'content read').map(({ after }) => after)).toEqual(
      expect.arrayContaining([
        { file: id, field: 'title' },
        { file: id, field: 'text' },
      ]),
    );
    await platform.platform.core.audit.log.flush();
    const [{ n }] = (await platform.owner(
      `select count(*)::integer as n from audit.entry e where e::text like '%绝不%'`,
    )) as [{ n: number }];
    expect(n).toBe(0);
    const [{ after }] = (await platform.owner(
      `select after from audit.entry where record_id = $1 and action = 'create'`,
      [data.writeContent.id],
    )) as [{ after: { sealedText: string } }];
    expect(after.sealedText).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('P01.A22 rows cannot be swapped, and no altered one opens', async () => {
    const id = await opened(manager, '调包公司', 'SECRET');
    const [one, two] = [
      (await written(manager, id, '甲')).data.writeContent,
      (await written(manager, id, '乙')).data.writeContent,
    ];
    await platform.owner('update secrets.content set sealed_text = sealed_title where id = $1', [one.id]);
    await platform.owner(
      'update secrets.content set sealed_title = (select sealed_title from secrets.content where id = $1) where id = $2',
      [one.id, two.id],
    );
    const { data, errors } = await ask(
      manager,
      'query($id: ID!) { archiveFile(id: $id) { contents { nodes { id bytes title text } } } }',
      { id },
    );
    expect(errors.map(({ extensions }) => extensions!['code'])).toContain('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(data ?? '')).not.toContain('谈判底价","text":"谈判底价');
  });

  it('P01.A22 a label that is raised hides what was written before', async () => {
    const id = await opened(manager, '升密内容');
    await written(manager, id, '先前所写');
    expect((await ask(specialist, readContents, { id })).data.archiveFile.contents.nodes).toHaveLength(1);
    await ask(manager, 'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: SECRET }) { id } }', {
      id,
    });
    expect((await ask(specialist, readContents, { id })).data.archiveFile).toBeNull();
    expect((await ask(manager, readContents, { id })).data.archiveFile.contents.nodes).toHaveLength(1);
  });
});
