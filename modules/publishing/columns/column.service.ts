import { Department } from '../../../src/access/department.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict } from '../../../src/errors.js';
import type { PortalColumnInput } from './column.inputs.js';
import { PortalColumn } from './portalColumn.entity.js';

/** The columns of the portal, which the office plans (P03.A01). */
export class ColumnService {
  constructor(private readonly context: SignedInContext) {}

  create(input: PortalColumnInput): Promise<PortalColumn> {
    return this.context.database.write(this.context, async (writing) =>
      writing.em.create(PortalColumn, await given(writing, input)),
    );
  }

  change(id: string, version: number, input: PortalColumnInput): Promise<PortalColumn> {
    return this.context.database.write(this.context, async (writing) => {
      const column = await writing.find('changePortalColumn', PortalColumn, id, version);
      return writing.em.assign(column, await given(writing, input, id));
    });
  }
}

async function given({ em }: Writing, { unitId, updateEveryDays, ...input }: PortalColumnInput, id?: string) {
  const unit = await em.findOne(Department, { id: unitId });
  if (!unit)
    throw badInput([
      {
        path: 'input.unitId',
        message: { en: 'Name a department that exists, see departments.', zh: '请指定存在的部门，见 departments。' },
      },
    ]);
  const name = input.name.trim();
  const same = await em.findOne(PortalColumn, { name, ...(id ? { id: { $ne: id } } : {}) });
  if (same)
    throw conflict({
      en: `There is a column ${name} already. Change that one, or choose another name.`,
      zh: `已有栏目“${name}”。请修改该栏目，或另取名称。`,
    });
  return { ...input, name, unit, updateEveryDays: updateEveryDays ?? null };
}
