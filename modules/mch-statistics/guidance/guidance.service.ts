import { Department } from '../../../src/access/department.entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { known } from '../forms/known.js';
import { guidanceInterval, periodByChoice } from './guidance.duties.js';
import type {
  AnswerAdviceArgs,
  CancelVisitArgs,
  ConcludeVisitArgs,
  PlanVisitArgs,
  RecordVisitArgs,
  VersionedArgs,
} from './guidance.inputs.js';
import { GuidanceState, GuidanceVisit } from './guidanceVisit.entity.js';
import { GuidedDepartment } from './guidedDepartment.entity.js';

/** Departments are guided in information work, each at least once in a period (P08.A04). */
export class GuidanceService {
  constructor(private readonly context: SignedInContext) {}

  add(departmentId: string): Promise<GuidedDepartment> {
    const { context } = this;
    const { duties, interpretations } = context.core;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const problems: Problem[] = [];
      const department = await known(writing, problems, 'departmentId', Department, departmentId);
      if (problems.length > 0) throw badInput(problems);
      if (await em.findOne(GuidedDepartment, { department: departmentId, endedOn: null })) throw isGuided();
      const choice = await interpretations.choiceOf(askingOf(em), guidanceInterval.id);
      const period = periodByChoice[choice as keyof typeof periodByChoice];
      const guided = em.create(GuidedDepartment, { department: department!, period, label: Label.INTERNAL });
      await duties.beginSeries(writing, 'guideDepartment', { record: guided, days: 0 });
      return guided;
    });
  }

  end({ id, version }: VersionedArgs): Promise<GuidedDepartment> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const guided = await writing.find('endGuidedDepartment', GuidedDepartment, id, version);
      guided.refuseEnded();
      guided.endedOn = dayAt(context.now);
      await context.core.duties.endSeries(writing, 'guideDepartment', guided);
      return guided;
    });
  }

  plan({ guidedId, input }: PlanVisitArgs): Promise<GuidanceVisit> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const guided = await writing.find('planGuidanceVisit', GuidedDepartment, guidedId);
      guided.refuseEnded();
      const problems: Problem[] = input.plannedOn < dayAt(context.now) ? [isOver] : [];
      const visitorId = input.visitorId ?? context.viewer.personId;
      const visitor = await known(writing, problems, 'input.visitorId', Person, visitorId);
      if (problems.length > 0) throw badInput(problems);
      const { department, label, compartments, keeper } = guided;
      const { topic, plannedOn } = input;
      return writing.em.create(GuidanceVisit, {
        guided,
        department,
        topic: topic.trim(),
        plannedOn,
        visitor: visitor!,
        label,
        compartments,
        keeper,
      });
    });
  }

  /** The visit counts for the period in which it was made; the department answers what it was advised. */
  record({ id, version, input }: RecordVisitArgs): Promise<GuidanceVisit> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const visit = await writing.find('recordGuidanceVisit', GuidanceVisit, id, version);
      visit.expect(GuidanceState.PLANNED);
      const guided = await writing.em.findOneOrFail(GuidedDepartment, { id: visit.guided.id });
      const added = dayAt(guided.createdAt);
      const problems = [
        ...notToCome('input.visitedOn', input.visitedOn, context.now),
        ...(input.visitedOn < added ? [beforeAdded(added)] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const [findings, advice] = [input.findings.trim(), input.advice.trim()];
      Object.assign(visit, { state: GuidanceState.ADVISED, visitedOn: input.visitedOn, findings, advice });
      await context.core.duties.fulfil(writing, 'guideDepartment', { record: guided, on: input.visitedOn });
      await context.core.duties.begin(writing, 'answerAdvice', { record: visit });
      return visit;
    });
  }

  answer({ id, version, response }: AnswerAdviceArgs): Promise<GuidanceVisit> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const visit = await writing.find('answerGuidanceAdvice', GuidanceVisit, id, version);
      visit.expect(GuidanceState.ADVISED);
      const respondedBy = writing.em.getReference(Person, context.viewer.personId);
      Object.assign(visit, { state: GuidanceState.ANSWERED, response: response.trim(), respondedBy });
      await context.core.duties.fulfil(writing, 'answerAdvice', { record: visit });
      return visit;
    });
  }

  close({ id, version, conclusion }: ConcludeVisitArgs): Promise<GuidanceVisit> {
    return this.context.database.write(this.context, async (writing) => {
      const visit = await writing.find('closeGuidanceVisit', GuidanceVisit, id, version);
      visit.expect(GuidanceState.ANSWERED);
      Object.assign(visit, { state: GuidanceState.CLOSED, conclusion: conclusion.trim() });
      return visit;
    });
  }

  cancel({ id, version, reason }: CancelVisitArgs): Promise<GuidanceVisit> {
    return this.context.database.write(this.context, async (writing) => {
      const visit = await writing.find('cancelGuidanceVisit', GuidanceVisit, id, version);
      visit.expect(GuidanceState.PLANNED);
      Object.assign(visit, { state: GuidanceState.CANCELLED, conclusion: reason.trim() });
      return visit;
    });
  }
}

const isOver: Problem = {
  path: 'input.plannedOn',
  message: { en: 'Give today or a later day.', zh: '请填写今天或之后的日期。' },
};

const beforeAdded = (added: string): Problem => ({
  path: 'input.visitedOn',
  message: {
    en: `The department gets guidance since ${added}. Give that day or a later one.`,
    zh: `该科室自 ${added} 起纳入指导，请填写该日或之后的日期。`,
  },
});

const isGuided = () =>
  conflict({
    en: 'The department gets guidance already. See guidedDepartments.',
    zh: '该科室已在指导范围内，见 guidedDepartments。',
  });
