import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem } from '../../../src/errors.js';
import { PortalColumn } from '../columns/portalColumn.entity.js';
import type {
  DropTopicArgs,
  OfficerTrainingInput,
  PlanTopicInput,
  PortalInspectionInput,
  RemedyPortalFindingArgs,
} from './office.inputs.js';
import { OfficerTraining, OfficerTrainingAttendance } from './officerTraining.entity.js';
import { PlannedTopic } from './plannedTopic.entity.js';
import { PortalInspection } from './portalInspection.entity.js';

/** How the office plans, inspects and trains (P03.A01). */
export class OfficeService {
  constructor(private readonly context: SignedInContext) {}

  plan({ unitId, dueOn, guidance, title, category }: PlanTopicInput): Promise<PlannedTopic> {
    return this.context.database.write(this.context, async (writing) => {
      const unit = await writing.em.findOne(Department, { id: unitId });
      refuse([...unitProblems(unit), ...(dueOn < this.today ? [{ path: 'input.dueOn', message: toCome }] : [])]);
      const topic = writing.em.create(PlannedTopic, {
        title: title.trim(),
        guidance: guidance?.trim() || null,
        category,
        unit: unit!,
        dueOn,
        plannedBy: this.me(writing),
      });
      await this.context.core.duties.begin(writing, 'submitPlannedTopic', {
        record: topic,
        department: unit,
        from: beginningOf(dueOn),
      });
      return topic;
    });
  }

  /** Given up, it is due no longer. */
  drop({ id, version, reason }: DropTopicArgs): Promise<PlannedTopic> {
    return this.context.database.write(this.context, async (writing) => {
      const topic = await writing.find('dropTopic', PlannedTopic, id, version);
      topic.drop(this.context.now);
      await this.context.core.duties.waive(writing, 'submitPlannedTopic', topic, reason.trim());
      return topic;
    });
  }

  inspect(input: PortalInspectionInput): Promise<PortalInspection> {
    const { unitId, columnId, inspectedOn, findings, remedyBy } = input;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const unit = await em.findOne(Department, { id: unitId });
      const column = columnId ? await em.findOne(PortalColumn, { id: columnId }) : null;
      refuse([
        ...unitProblems(unit),
        ...(columnId && !column ? [{ path: 'input.columnId', message: nameColumn }] : []),
        ...(inspectedOn > this.today ? [{ path: 'input.inspectedOn', message: notToCome }] : []),
        ...(remedyBy && remedyBy < this.today ? [{ path: 'input.remedyBy', message: toCome }] : []),
      ]);
      const inspection = em.create(PortalInspection, {
        unit: unit!,
        column,
        inspectedOn,
        inspectedBy: this.me(writing),
        findings: findings.trim(),
        remedyBy: remedyBy ?? null,
      });
      if (remedyBy)
        await this.context.core.duties.begin(writing, 'remedyPortalFinding', {
          record: inspection,
          department: unit,
          from: beginningOf(remedyBy),
        });
      return inspection;
    });
  }

  remedy({ id, version, remedy }: RemedyPortalFindingArgs): Promise<PortalInspection> {
    return this.context.database.write(this.context, async (writing) => {
      const inspection = await writing.find('remedyPortalFinding', PortalInspection, id, version);
      inspection.putRight(this.me(writing), remedy.trim(), this.context.now);
      await this.context.core.duties.fulfil(writing, 'remedyPortalFinding', { record: inspection });
      return inspection;
    });
  }

  train({ topic, heldOn, hours, attendeeIds }: OfficerTrainingInput): Promise<OfficerTraining> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const ids = [...new Set(attendeeIds.map((id) => id.toLowerCase()))];
      const people = await em.find(Person, { id: { $in: ids } });
      refuse([
        ...(heldOn > this.today ? [{ path: 'input.heldOn', message: notToCome }] : []),
        ...(people.length < ids.length ? [{ path: 'input.attendeeIds', message: namePeople }] : []),
      ]);
      const training = em.create(OfficerTraining, { topic: topic.trim(), heldOn, hours, recordedBy: this.me(writing) });
      for (const person of people) em.create(OfficerTrainingAttendance, { training, person });
      return training;
    });
  }

  private get today(): string {
    return dayAt(this.context.now);
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw badInput([...problems]);
}

const unitProblems = (unit: Department | null): Problem[] =>
  unit ? [] : [{ path: 'input.unitId', message: nameUnit }];

const nameUnit = { en: 'Name a department that exists, see departments.', zh: '请指定存在的部门，见 departments。' };
const nameColumn = { en: 'Name a column that exists, see portalColumns.', zh: '请指定存在的栏目，见 portalColumns。' };
const namePeople = { en: 'Name people who exist, see people.', zh: '请指定存在的人员，见 people。' };
const toCome = { en: 'Give today or a later day.', zh: '请填写今天或之后的日期。' };
const notToCome = { en: 'Give today or a day before.', zh: '请填写今天或之前的日期。' };
