import { raw } from '@mikro-orm/core';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, forbidden, invalidState, type Problem } from '../../errors.js';
import { MissingKind } from '../conditions.js';
import { dominates, type Label } from '../labels.js';
import { lockRights } from '../lockRights.js';
import { hashPassword, oneTimePassword } from '../passwords.js';
import { Person } from '../person.entity.js';
import { endSessions } from '../sessions/endSessions.js';
import { EndReason } from '../sessions/session.entity.js';
import type { CreatePersonInput, UpdatePersonInput } from './people.inputs.js';

export interface NewPassword {
  person: Person;
  /** Shown once; null for somebody whom the outside identity provider signs in. */
  oneTimePassword: string | null;
}

/** What administrators do with people. Each change of rights holds at the next request. */
export class People {
  constructor(private readonly context: SignedInContext) {}

  async create(input: CreatePersonInput): Promise<NewPassword> {
    const password = input.externalSubject ? null : oneTimePassword();
    const hash = password && (await hashPassword(password));
    return this.write(async (writing) => {
      await refuseTaken(writing, input);
      const person = writing.em.create(Person, {
        ...input,
        compartments: [...new Set(input.compartments)],
        externalSubject: input.externalSubject ?? null,
        active: true,
      });
      await writing.em.flush();
      if (hash) await setOneTimePassword(writing, person, hash);
      return { person, oneTimePassword: password };
    });
  }

  update(id: string, version: number, input: UpdatePersonInput): Promise<Person> {
    return this.write(async (writing) => {
      const person = await writing.find('updatePerson', Person, id, version);
      await refuseTaken(writing, input, id);
      person.name = input.name ?? person.name;
      person.displayName = input.displayName ?? person.displayName;
      if (input.externalSubject !== undefined) person.externalSubject = input.externalSubject;
      return person;
    });
  }

  /** @throws INVALID_STATE while what the person holds is not handed over, unless there is an urgent reason */
  deactivate(id: string, version: number, urgentReason: string | null): Promise<Person> {
    return this.write(async (writing) => {
      const person = await writing.find('deactivatePerson', Person, id, version);
      person.deactivate();
      if (urgentReason !== null) await shutOut(writing, person, urgentReason);
      await endSessions(writing, id, EndReason.DEACTIVATED);
      return person;
    });
  }

  reactivate(id: string, version: number): Promise<Person> {
    return this.write(async (writing) => {
      const person = await writing.find('reactivatePerson', Person, id, version);
      person.reactivate();
      return person;
    });
  }

  /** A stolen session must not be able to choose a password that its owner does not know. */
  async resetPassword(id: string): Promise<NewPassword> {
    if (id === this.context.viewer.personId)
      throw invalidState({
        en: 'Replace your own password with changePassword, which asks for the present one.',
        zh: '请用 changePassword 更换自己的密码，它会核对现在的密码。',
      });
    const password = oneTimePassword();
    const hash = await hashPassword(password);
    return this.write(async (writing) => {
      const person = await writing.find('resetPassword', Person, id);
      await setOneTimePassword(writing, person, hash);
      await endSessions(writing, id, EndReason.PASSWORD_RESET);
      return { person, oneTimePassword: password };
    });
  }

  setClearance(id: string, version: number, clearance: Label, compartments: string[]): Promise<Person> {
    return this.write(async (writing) => {
      const person = await writing.find('setClearance', Person, id, version);
      const rises =
        !dominates(person.clearance, clearance) || compartments.some((each) => !person.compartments.includes(each));
      if (rises && id === this.context.viewer.personId)
        throw forbidden(
          {
            en: 'Nobody raises their own clearance. Ask another administrator.',
            zh: '任何人不得提升自己的涉密权限，请由另一位系统管理员办理。',
          },
          this.context.core.denials.lacking({ kind: MissingKind.SOMEBODY_ELSE }),
        );
      person.clearance = clearance;
      person.compartments = [...new Set(compartments)];
      return person;
    });
  }

  private write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.context.database.write(this.context, async (writing) => {
      await lockRights(writing);
      return work(writing);
    });
  }
}

/** At once, though nothing was handed over yet: the audit keeps the reason. */
const shutOut = async ({ em }: Writing, { id }: Person, reason: string): Promise<void> => {
  const entry = { action: 'shut out', type: 'Person', id, after: { reason: reason.trim() } };
  await em.execute(`select set_config('app.urgent', 'yes', true), audit.append(?::json)`, [JSON.stringify([entry])]);
};

const setOneTimePassword = async ({ em }: Writing, { id, name }: Person, hash: string): Promise<void> => {
  const entry = { action: 'one-time password given', type: 'Person', id, after: { name } };
  await em.execute('select access.set_password(?, ?, true), audit.append(?::json)', [
    id,
    hash,
    JSON.stringify([entry]),
  ]);
};

async function refuseTaken(
  { em }: Writing,
  { name, externalSubject }: Pick<UpdatePersonInput, 'name' | 'externalSubject'>,
  except?: string,
): Promise<void> {
  const folded = name?.toLowerCase() ?? '';
  const others = await em.find(Person, {
    $or: [{ [raw('lower(name)')]: folded }, { externalSubject: externalSubject ?? '' }],
  });
  const taken = others.filter(({ id }) => id !== except);
  const problems: Problem[] = [];
  if (name && taken.some((other) => other.name.toLowerCase() === folded))
    problems.push({
      path: 'input.name',
      message: {
        en: 'Somebody has this name already, be it in other letters of upper or lower case. Choose another.',
        zh: '已有人使用此名称（不区分大小写），请另选。',
      },
    });
  if (externalSubject && taken.some((other) => other.externalSubject === externalSubject))
    problems.push({
      path: 'input.externalSubject',
      message: { en: 'This belongs to somebody else already.', zh: '这已属于他人。' },
    });
  if (problems.length > 0) throw badInput(problems);
}
