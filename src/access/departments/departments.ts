import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, type Problem } from '../../errors.js';
import { Department } from '../department.entity.js';
import { lockRights } from '../lockRights.js';
import { noSuchDepartment } from '../unknown.js';
import type { CreateDepartmentInput, UpdateDepartmentInput } from './departments.inputs.js';

/** The tree of departments. Roles reach down it, so moving a department changes rights. */
export class Departments {
  constructor(private readonly context: SignedInContext) {}

  create({ name, parentId }: CreateDepartmentInput): Promise<Department> {
    return this.context.database.write(this.context, async (writing) => {
      await lockRights(writing);
      const parent = parentId ? await writing.em.findOne(Department, { id: parentId }) : null;
      await refuse(writing, name, parentId ?? null, parent);
      return writing.em.create(Department, { name, parent });
    });
  }

  update(id: string, version: number, { name, parentId }: UpdateDepartmentInput): Promise<Department> {
    return this.context.database.write(this.context, async (writing) => {
      await lockRights(writing);
      const department = await writing.find('updateDepartment', Department, id, version);
      const above = parentId === undefined ? (department.parent?.id ?? null) : parentId;
      const parent = above ? await writing.em.findOne(Department, { id: above }) : null;
      await refuse(writing, name ?? department.name, above, parent, id);
      department.name = name ?? department.name;
      department.parent = parent;
      return department;
    });
  }
}

async function refuse(
  { em }: Writing,
  name: string,
  parentId: string | null,
  parent: Department | null,
  moved?: string,
): Promise<void> {
  const problems: Problem[] = [];
  if (parentId && !parent) problems.push(noSuchDepartment('input.parentId'));
  const namesake = await em.findOne(Department, { name, parent: parentId });
  if (namesake && namesake.id !== moved)
    problems.push({
      path: 'input.name',
      message: {
        en: 'A department there has this name already. Choose another.',
        zh: '该处已有同名部门，请另取名称。',
      },
    });
  for (let above = parent; moved && above; above = above.parent && (await em.findOne(Department, above.parent.id)))
    if (above.id === moved) {
      problems.push({
        path: 'input.parentId',
        message: { en: 'This is the department itself, or one below it.', zh: '这是该部门自身或其下级部门。' },
      });
      break;
    }
  if (problems.length > 0) throw badInput(problems);
}
