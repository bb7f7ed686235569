import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { yearOf } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, invalidState, type Problem } from '../../../src/errors.js';
import { trainingStandings } from './standing.js';
import { TrainingState } from './training.enums.js';
import type {
  AddTrainingInput,
  AttendanceInput,
  CancelTrainingArgs,
  ConcludeTrainingPlanArgs,
  CorrectTrainingHoursArgs,
  DraftTrainingPlanInput,
  HoldTrainingArgs,
} from './training.inputs.js';
import { TrainingAttendance } from './trainingAttendance.entity.js';
import { TrainingPlan } from './trainingPlan.entity.js';
import { TrainingSession } from './trainingSession.entity.js';

/** Training in the yearly plan, carried out, with the hours of each person (P12.A04, P12.A06). */
export class TrainingService {
  constructor(private readonly context: SignedInContext) {}

  /** The draft is the request for its approval. */
  draft({ sessions, ...input }: DraftTrainingPlanInput): Promise<TrainingPlan> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      if (await em.count(TrainingPlan, { year: input.year, approvedAt: { $ne: null } })) throw planned(input.year);
      const plan = em.create(TrainingPlan, { ...input, label: Label.INTERNAL });
      for (const session of sessions) em.create(TrainingSession, { ...session, plan });
      await em.flush();
      await context.core.approvals.request(writing, 'approveTrainingPlan', { record: plan, form: input });
      return plan;
    });
  }

  hold({ id, version, input: { heldOn, attendances } }: HoldTrainingArgs): Promise<TrainingSession> {
    return this.context.database.write(this.context, async (writing) => {
      const session = await writing.find('holdTraining', TrainingSession, id, version);
      if (session.plan) (await writing.em.findOneOrFail(TrainingPlan, { id: session.plan.id })).refuseUnapproved();
      session.hold(heldOn);
      await this.attend(writing, session, heldOn, attendances);
      return session;
    });
  }

  add({ heldOn, attendances, ...input }: AddTrainingInput): Promise<TrainingSession> {
    return this.context.database.write(this.context, async (writing) => {
      const session = writing.em.create(TrainingSession, {
        ...input,
        plannedOn: heldOn,
        heldOn,
        state: TrainingState.HELD,
      });
      await this.attend(writing, session, heldOn, attendances);
      return session;
    });
  }

  cancel({ id, version, reason }: CancelTrainingArgs): Promise<TrainingSession> {
    return this.context.database.write(this.context, async (writing) => {
      const session = await writing.find('cancelTraining', TrainingSession, id, version);
      session.cancel(reason.trim());
      return session;
    });
  }

  correctHours({ id, version, hours, reason }: CorrectTrainingHoursArgs): Promise<TrainingAttendance> {
    return this.context.database.write(this.context, async (writing) => {
      const attendance = await writing.find('correctTrainingHours', TrainingAttendance, id, version);
      const session = await writing.em.findOneOrFail(TrainingSession, { id: attendance.session.id });
      if (hours > session.hours) throw badInput([tooLong('hours', session.hours)]);
      Object.assign(attendance, { hours, correctionReason: reason.trim() });
      await this.settle(writing, [attendance.person.id], session.heldOn!);
      return attendance;
    });
  }

  /** @throws INVALID_STATE while a training of it is neither held nor cancelled */
  conclude({ id, version, conclusion }: ConcludeTrainingPlanArgs): Promise<TrainingPlan> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const plan = await writing.find('concludeTrainingPlan', TrainingPlan, id, version);
      const open = await writing.em.count(TrainingSession, { plan: id, state: TrainingState.PLANNED });
      plan.conclude(context.now, conclusion.trim());
      if (open > 0) throw stillPlanned(open);
      await context.core.duties.fulfil(writing, 'carryOutTraining', { record: plan });
      return plan;
    });
  }

  private async attend(
    writing: Writing,
    session: TrainingSession,
    heldOn: string,
    attendances: readonly AttendanceInput[],
  ): Promise<void> {
    const { em } = writing;
    const problems = [
      ...notToCome('input.heldOn', heldOn, this.context.now),
      ...attendances.flatMap(({ hours }, i) =>
        hours > session.hours ? [tooLong(`input.attendances.${i}.hours`, session.hours)] : [],
      ),
    ];
    if (problems.length > 0) throw badInput(problems);
    await em.flush();
    await refuseEntered(writing, session, heldOn, attendances);
    for (const { personId, hours } of attendances)
      em.create(TrainingAttendance, { session, person: em.getReference(Person, personId), hours });
    await this.settle(
      writing,
      attendances.map(({ personId }) => personId),
      heldOn,
    );
  }

  /** Whose year is complete now has done what the clause asks. */
  private async settle(writing: Writing, people: readonly string[], heldOn: string): Promise<void> {
    const { core, now } = this.context;
    const year = yearOf(heldOn);
    await writing.em.flush();
    for (const personId of people)
      for (const { complete, memberId } of await trainingStandings(askingOf(writing.em), core.interpretations, {
        year,
        now,
        personId,
      }))
        if (complete)
          await core.duties.fulfil(writing, 'trainYearly', { record: { id: memberId }, period: String(year) });
  }
}

/** Those who enter trainings of the same day at the same moment wait for each other. */
async function refuseEntered(
  { em }: Writing,
  { id, title }: TrainingSession,
  heldOn: string,
  attendances: readonly AttendanceInput[],
): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`trainings of ${heldOn}`]);
  const named = attendances.map(() => '?').join(', ');
  const entered = await em.execute<{ name: string }[]>(
    `select distinct p.display_name as name from it_operations.training_attendance a
     join it_operations.training_session s on s.id = a.session_id join access.person p on p.id = a.person_id
     where s.id <> ? and s.held_on = ? and lower(btrim(s.title)) = lower(btrim(?)) and a.person_id in (${named})
     order by name`,
    [id, heldOn, title, ...attendances.map(({ personId }) => personId)],
  );
  const names = entered.map(({ name }) => name);
  if (names.length > 0)
    throw conflict({
      en: `${title} on ${heldOn} is entered already for ${names.join(', ')}. Leave them out; wrong hours are put right with correctTrainingHours.`,
      zh: `${heldOn}《${title}》已为${names.join('、')}登记，请去掉；学时有误请用 correctTrainingHours 更正。`,
    });
}

const planned = (year: number) =>
  conflict({
    en: `The plan of ${year} is approved already. Enter what it did not foresee with addTraining.`,
    zh: `${year} 年计划已批准。计划外的培训请用 addTraining 登记。`,
  });

const tooLong = (path: string, hours: number): Problem => ({
  path,
  message: { en: `The training lasts ${hours} hours. Give no more.`, zh: `该培训共 ${hours} 学时，不能超过。` },
});

const stillPlanned = (open: number) =>
  invalidState({
    en: `${open} trainings of the plan are neither held nor cancelled. Enter each with holdTraining or cancelTraining.`,
    zh: `计划中还有 ${open} 次培训未举办也未取消，请逐一用 holdTraining 或 cancelTraining 登记。`,
  });
