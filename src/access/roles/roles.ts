import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, conflict, forbidden, type Problem } from '../../errors.js';
import type { Module, Title } from '../../module.js';
import { MissingKind } from '../conditions.js';
import { Department } from '../department.entity.js';
import { lockRights } from '../lockRights.js';
import { Person } from '../person.entity.js';
import { RoleAssignment } from '../roleAssignment.entity.js';
import { noSuchDepartment, noSuchPerson } from '../unknown.js';
import { roleAssigned } from './roles.event.js';
import type { AssignRoleInput } from './roles.inputs.js';

export interface Role {
  name: string;
  title: Title;
  module: string;
}

/** Roles of all installed modules, also of those that are switched off. */
export const rolesOf = (modules: readonly Module[]): Role[] =>
  modules.flatMap(({ name: module, roles = {} }) =>
    Object.entries(roles).map(([name, title]) => ({ name, title, module })),
  );

/** Who holds which role. What must never be, the database's triggers refuse on every way: see administration.migration.ts. */
export class Roles {
  constructor(private readonly context: SignedInContext) {}

  assign(input: AssignRoleInput): Promise<RoleAssignment> {
    const { viewer, now } = this.context;
    if (input.personId === viewer.personId)
      throw forbidden(
        {
          en: 'Nobody assigns a role to themselves. Ask another administrator.',
          zh: '任何人不得给自己授予角色，请由另一位系统管理员办理。',
        },
        this.context.core.denials.lacking({ kind: MissingKind.SOMEBODY_ELSE }),
      );
    const validFrom = input.validFrom ?? now;
    const validUntil = input.validUntil ?? null;
    return this.context.database.write(this.context, async (writing) => {
      await lockRights(writing);
      const person = await writing.em.findOne(Person, { id: input.personId });
      const department = await writing.em.findOne(Department, { id: input.departmentId });
      const problems = this.problemsOf(input, person, department);
      if (problems.length > 0) throw badInput(problems);
      await refuseTwice(writing, input, validFrom, validUntil);
      const assignment = writing.em.create(RoleAssignment, {
        person: person!,
        role: input.role,
        department: department!,
        validFrom,
        validUntil,
      });
      await this.context.core.events.tell(writing, roleAssigned, { assignment });
      return assignment;
    });
  }

  end(id: string, version: number, at: Date | null): Promise<RoleAssignment> {
    const { now } = this.context;
    if (at && at < now)
      throw badInput([
        {
          path: 'at',
          message: {
            en: 'Give a moment that is to come, or leave it out for now.',
            zh: '请给出将来的时间，或省略以表示现在。',
          },
        },
      ]);
    return this.context.database.write(this.context, async (writing) => {
      await lockRights(writing);
      const assignment = await writing.find('endRole', RoleAssignment, id, version);
      assignment.end(at ?? now, now);
      return assignment;
    });
  }

  private problemsOf(
    { role, validFrom, validUntil }: AssignRoleInput,
    person: Person | null,
    department: Department | null,
  ): Problem[] {
    const { core, now } = this.context;
    const known = rolesOf(core.switching.modules).map(({ name }) => name);
    const problems: Problem[] = [];
    if (!person) problems.push(noSuchPerson('input.personId'));
    if (!known.includes(role))
      problems.push({
        path: 'input.role',
        message: {
          en: `There is no such role. There are: ${known.join(', ')}.`,
          zh: `没有这个角色。现有：${known.join('、')}。`,
        },
      });
    if (!department) problems.push(noSuchDepartment('input.departmentId'));
    if (validFrom && validFrom < now)
      problems.push({
        path: 'input.validFrom',
        message: {
          en: 'Give a moment that is to come, or leave it out for now.',
          zh: '请给出将来的时间，或省略以表示现在。',
        },
      });
    if (validUntil && validUntil <= now)
      problems.push({
        path: 'input.validUntil',
        message: { en: 'Give a moment that is to come.', zh: '请给出将来的时间。' },
      });
    return problems;
  }
}

/** Two that overlap would outlive the end of one of them. */
async function refuseTwice(
  { em }: Writing,
  { personId, role, departmentId }: AssignRoleInput,
  from: Date,
  until: Date | null,
): Promise<void> {
  const held = await em.find(RoleAssignment, { person: personId, role, department: departmentId });
  if (held.some((assignment) => assignment.overlaps(from, until)))
    throw conflict({
      en: 'The person holds this role there during that time already. End that one first, or give another time.',
      zh: '该人员在此期间已在该部门担任此角色。请先结束原任职，或另给时间。',
    });
}
