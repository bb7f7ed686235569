import { Department } from '../../../src/access/department.entity.js';
import { heads } from '../../../src/access/heads.js';
import { Person } from '../../../src/access/person.entity.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, forbidden, type Problem } from '../../../src/errors.js';
import { InformationOfficer } from './informationOfficer.entity.js';
import {
  type EndInformationOfficerArgs,
  type NameInformationOfficerInput,
  type OfficerGap,
} from './officers.inputs.js';
import { ofItsUnit } from './officers.permissions.js';

/** The information officer of each unit, filed with the office (P03.A03). */
export class OfficersService {
  constructor(private readonly context: SignedInContext) {}

  name({ unitId, personId, since, phone }: NameInformationOfficerInput): Promise<InformationOfficer> {
    const { core, now, viewer } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const [unit, person] = await this.named(writing, { unitId, personId, since });
      await this.refuseOtherUnits(writing, unit.id);
      const former = await em.findOne(InformationOfficer, { unit: unit.id, until: null });
      if (former?.person.id === person.id)
        throw conflict({
          en: 'This person is the information officer of the unit already.',
          zh: '该人员已是本单位信息员。',
        });
      if (former) {
        if (since < former.since) throw badInput([{ path: 'input.since', message: notBefore(former.since) }]);
        await this.close(writing, former, since);
      }
      const officer = em.create(InformationOfficer, {
        unit,
        person,
        since,
        phone: phone?.trim() || null,
        filedAt: now,
        filedBy: em.getReference(Person, viewer.personId),
      });
      const ended = await em.find(InformationOfficer, { unit: unit.id, until: { $ne: null } });
      for (const record of ended) await core.duties.fulfil(writing, 'fileInformationOfficer', { record });
      return officer;
    });
  }

  end({ id, version, until }: EndInformationOfficerArgs): Promise<InformationOfficer> {
    return this.context.database.write(this.context, async (writing) => {
      const officer = await writing.find('endInformationOfficer', InformationOfficer, id, version);
      if (until > dayAt(this.context.now)) throw badInput([{ path: 'until', message: notToCome }]);
      if (until < officer.since) throw badInput([{ path: 'until', message: notBefore(officer.since) }]);
      await this.close(writing, officer, until);
      return officer;
    });
  }

  private async close(writing: Writing, officer: InformationOfficer, until: string): Promise<void> {
    officer.end(until);
    await this.context.core.duties.begin(writing, 'fileInformationOfficer', {
      record: officer,
      department: officer.unit,
      from: beginningOf(until),
    });
  }

  private async named(
    { em }: Writing,
    { unitId, personId, since }: Pick<NameInformationOfficerInput, 'unitId' | 'personId' | 'since'>,
  ): Promise<[Department, Person]> {
    const unit = await em.findOne(Department, { id: unitId });
    const person = await em.findOne(Person, { id: personId, active: true });
    const [row] = await em.execute<{ holds: boolean }[]>('select publishing.is_officer(?, ?) as holds', [
      personId,
      unitId,
    ]);
    const problems: Problem[] = [
      ...(unit ? [] : [{ path: 'input.unitId', message: nameUnit }]),
      ...(person && row!.holds ? [] : [{ path: 'input.personId', message: holdsRole }]),
      ...(since > dayAt(this.context.now) ? [{ path: 'input.since', message: notToCome }] : []),
    ];
    if (problems.length > 0) throw badInput(problems);
    return [unit!, person!];
  }

  /** There is no row yet that the call rule could be asked about. */
  private async refuseOtherUnits(writing: Writing, unitId: string): Promise<void> {
    const { core, viewer } = this.context;
    if (viewer.roles.has('PORTAL_OFFICE') || (await heads(writing, unitId))) return;
    const message = { en: 'You may not name the officer of this unit.', zh: '您无权指定该单位的信息员。' };
    throw forbidden(message, core.denials.of(ofItsUnit, viewer));
  }
}

/** Units without anybody who is named, works here and holds the role. */
export async function officerGaps(context: Context, first: number, after: string | null): Promise<OfficerGap[]> {
  const rows = await context.database.read<{ unit: string; reason: OfficerGap['reason'] }>(context, {
    sql: 'select unit, reason from publishing.officer_gaps($1, $2, $3)',
    parameters: [context.now.toISOString(), first, after],
  });
  return rows.map(({ unit, reason }) => ({ unit: { id: unit }, reason }));
}

const nameUnit = { en: 'Name a department that exists, see departments.', zh: '请指定存在的部门，见 departments。' };
const holdsRole = {
  en: 'Name somebody who holds INFORMATION_OFFICER in the unit; the administrator assigns it (assignRole).',
  zh: '请指定在本单位担任信息员角色的人员；该角色由系统管理员授予（assignRole）。',
};
const notToCome = { en: 'Give today or a day before.', zh: '请填写今天或之前的日期。' };
const notBefore = (day: string) => ({ en: `Give ${day} or a later day.`, zh: `请填写 ${day} 或之后的日期。` });
