import { Department } from '../../../src/access/department.entity.js';
import { heads } from '../../../src/access/heads.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { networkUnits } from './network.interpretations.js';
import type { EndQualityOfficerArgs, NameQualityOfficerInput, QualityOfficerGap } from './officers.inputs.js';
import { namesOfficers } from './officers.permissions.js';
import { QualityOfficer } from './qualityOfficer.entity.js';

/** The network of the people who deal with quality information, one of each workshop and section (P06.A01). */
export class OfficersService {
  constructor(private readonly context: SignedInContext) {}

  name({ unitId, personId, since, fullTime }: NameQualityOfficerInput): Promise<QualityOfficer> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const { core, viewer, now } = this.context;
      const [unit, person] = [
        await em.findOne(Department, { id: unitId }),
        await em.findOne(Person, { id: personId, active: true }),
      ];
      const problems: Problem[] = [
        ...(unit ? [] : [{ path: 'input.unitId', message: nameDepartment }]),
        ...(unit && person && (await worksIn(writing, person.id, unit.id))
          ? []
          : [{ path: 'input.personId', message: nobody }]),
        ...(since > dayAt(now) ? [{ path: 'input.since', message: notToCome }] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      if (!viewer.roles.has('QUALITY_INSPECTOR') && !(await heads(writing, unit!.id)))
        throw core.denials.refusal(notYourUnit, namesOfficers, viewer);
      const former = await em.findOne(QualityOfficer, { unit: unit!.id, until: null });
      if (former?.person.id === person!.id) throw conflict(isAlready);
      if (former) {
        if (since < former.since) throw badInput([{ path: 'input.since', message: notBefore(former.since) }]);
        former.end(since);
        await em.flush();
      }
      const namedBy = em.getReference(Person, viewer.personId);
      return em.create(QualityOfficer, { unit: unit!, person: person!, since, fullTime, namedBy });
    });
  }

  end({ id, version, until }: EndQualityOfficerArgs): Promise<QualityOfficer> {
    return this.context.database.write(this.context, async (writing) => {
      const officer = await writing.find('endQualityOfficer', QualityOfficer, id, version);
      if (until > dayAt(this.context.now)) throw badInput([{ path: 'until', message: notToCome }]);
      if (until < officer.since) throw badInput([{ path: 'until', message: notBefore(officer.since) }]);
      officer.end(until);
      return officer;
    });
  }
}

/** Departments that name nobody, of the kind that has to. */
export async function officerGaps(context: Context, first: number, after: string | null): Promise<QualityOfficerGap[]> {
  const choice = await context.core.interpretations.choiceOf(askingAs(context), networkUnits.id);
  const rows = await context.database.read<{ unit: string; reason: QualityOfficerGap['reason'] }>(context, {
    sql: 'select unit, reason from quality.officer_gaps($1, $2, $3::uuid)',
    parameters: [choice === 'BY_NAME', first, after],
  });
  return rows.map(({ unit, reason }) => ({ unit: { id: unit }, reason }));
}

/** Who is the officer of a department now, if somebody is. */
export async function officerOf({ em }: Writing, unit: string): Promise<string | undefined> {
  const officer = await em.findOne(QualityOfficer, { unit, until: null });
  return officer?.person.id;
}

async function worksIn({ em }: Writing, person: string, unit: string): Promise<boolean> {
  const [row] = await em.execute<{ works: boolean }[]>('select quality.works_in(?, ?) as works', [person, unit]);
  return row!.works;
}

const nameDepartment = {
  en: 'Name a department that exists, see departments.',
  zh: '请指定存在的部门，见 departments。',
};
const nobody = {
  en: 'Name somebody who works here and holds a role in the department.',
  zh: '请指定在职且在该部门任职的人员。',
};
const notToCome = { en: 'Give today or a day before.', zh: '请给出今天或以前的日期。' };
const notBefore = (day: string) => ({ en: `Give ${day} or a later day.`, zh: `请给出 ${day} 或以后的日期。` });
const isAlready = {
  en: 'This person is the quality officer of the department already.',
  zh: '该人员已是该部门的质量信息员。',
};
const notYourUnit = {
  en: 'You may name the quality officer of your own department only.',
  zh: '您只能指定本部门的质量信息员。',
};
