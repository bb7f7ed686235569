import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { directly, problemPaths, topDepartment } from '../access.harness.js';

let platform: TestPlatform;
let top: string;
beforeAll(async () => {
  platform = await TestPlatform.open();
  top = await topDepartment(platform);
});
afterAll(() => platform.close());

const administrator = () => platform.as('administrator');

describe('the tree of departments', () => {
  const create = (name: string, parentId: string | null) =>
    administrator().run(
      'mutation($input: CreateDepartmentInput!) { createDepartment(input: $input) { id version parent { id } } }',
      { input: { name, parentId } },
    );
  const update = (id: string, version: number, input: object, who = 'administrator') =>
    platform
      .as(who)
      .run(
        'mutation($id: ID!, $version: Int!, $input: UpdateDepartmentInput!) { updateDepartment(id: $id, version: $version, input: $input) { version name parent { id } } }',
        { id, version, input },
      );

  it('grows, is renamed and moved, and refuses two of one name and a department below itself', async () => {
    const above = (await create('研究院', top)).data.createDepartment.id;
    const below = (await create('一室', above)).data.createDepartment.id;
    expect(problemPaths(await create('一室', above))).toEqual(['input.name']);
    expect(problemPaths(await update(above, 1, { parentId: below }))).toEqual(['input.parentId']);
    expect(problemPaths(await update(above, 1, { parentId: above }))).toEqual(['input.parentId']);
    const moved = await update(below, 1, { name: '第一研究室', parentId: top });
    expect(moved.data.updateDepartment).toEqual({ version: 2, name: '第一研究室', parent: { id: top } });
    expect((await update(below, 1, { name: '第二研究室' })).outcome).toBe('CONFLICT');
  });

  it('stays a tree when two are moved below each other at once', async () => {
    const first = (await create('甲', top)).data.createDepartment.id;
    const second = (await create('乙', top)).data.createDepartment.id;
    const outcomes = await Promise.all([
      update(first, 1, { parentId: second }),
      update(second, 1, { parentId: first }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['BAD_USER_INPUT', 'ok']);
  });

  it('is not moved by somebody below where they hold a role themselves', async () => {
    const aside = (await create('外部单位', null)).data.createDepartment.id;
    expect((await update(aside, 1, { parentId: top })).outcome).toBe('FORBIDDEN');
    const move = 'update access.department set parent_id = $2 where id = $1';
    expect(await directly(platform, 'administrator', move, [aside, top])).toBe('ZH003');
  });
});
