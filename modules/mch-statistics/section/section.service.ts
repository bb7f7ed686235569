import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt, yearOf } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { badInput, conflict, invalidState } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { known } from '../forms/known.js';
import type { EndSectionTaskArgs, InChargeInput } from './section.inputs.js';
import { SecrecyUndertaking, SectionTask, SectionWork } from './sectionTask.entity.js';

export interface WorkStanding {
  work: SectionWork;
  people: { id: string }[];
  isMissing: boolean;
}

const words: Message = {
  en: 'I keep the information of the hospital secret as the state lays down: I read what my work asks for, show it to nobody who may not see it, take nothing out of the house, and report every leak at once.',
  zh: '本人承诺按照国家有关规定保守本院信息秘密：仅查阅工作所需信息，不向无权人员泄露，不擅自带出，发现泄密立即报告。',
};

/** Who does what in the information section, under whom (P08.A01), and the undertaking of secrecy (P08.A07). */
export class SectionService {
  constructor(private readonly context: SignedInContext) {}

  assign({ personId, since }: InChargeInput, work: SectionWork): Promise<SectionTask> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const problems = notToCome('input.since', since, context.now);
      const person = await known(writing, problems, 'input.personId', Person, personId);
      if (problems.length > 0) throw badInput(problems);
      if (!person!.active) throw hasLeft();
      const [same, other] = [
        await em.findOne(SectionTask, { person: personId, work, until: null }),
        work === SectionWork.IN_CHARGE ? await em.findOne(SectionTask, { work, until: null }) : null,
      ];
      if (same ?? other) throw isAssigned((same ?? other)!.id);
      const task = em.create(SectionTask, { person: person!, work, since, label: Label.INTERNAL });
      const series = { record: task, person: { id: personId }, period: 'year' as const, days: 0 };
      await context.core.duties.beginSeries(writing, 'undertakeSecrecy', series);
      return task;
    });
  }

  end({ id, version, until }: EndSectionTaskArgs): Promise<SectionTask> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const task = await writing.find('endSectionTask', SectionTask, id, version);
      task.refuseEnded();
      const problems = [
        ...notToCome('until', until, context.now),
        ...(until < task.since ? [beforeSince(task.since)] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      task.until = until;
      await context.core.duties.endSeries(writing, 'undertakeSecrecy', task);
      return task;
    });
  }

  /** One signature a year, for whatever the person does in the section. */
  undertake(): Promise<SecrecyUndertaking> {
    const { context } = this;
    const { personId } = context.viewer;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const year = yearOf(dayAt(context.now));
      const tasks = await em.find(SectionTask, { person: personId, until: null });
      if (tasks.length === 0) throw noMember();
      if (await em.findOne(SecrecyUndertaking, { person: personId, year })) throw isSigned(year);
      for (const task of tasks)
        await context.core.duties.fulfil(writing, 'undertakeSecrecy', { record: task, period: String(year) });
      const person = em.getReference(Person, personId);
      return em.create(SecrecyUndertaking, { person, year, text: words[context.locale], label: Label.INTERNAL });
    });
  }
}

/** Each work with those who do it; somebody who has left the house does none. */
export async function standing(context: Context): Promise<WorkStanding[]> {
  const rows = await context.database.read<{ work: SectionWork; people: string[] }>(context, {
    sql: `select t.work, array_agg(distinct t.person_id) as people from mch_statistics.section_task t
      join access.person p on p.id = t.person_id and p.active where t.until is null group by 1`,
    parameters: [],
  });
  return Object.values(SectionWork).map((work) => {
    const people = rows.find((row) => row.work === work)?.people ?? [];
    return { work, people: people.map((id) => ({ id })), isMissing: people.length === 0 };
  });
}

const hasLeft = () =>
  invalidState({ en: 'The person is inactive. Name somebody who works here.', zh: '该人员已停用，请指定在职人员。' });

const isAssigned = (id: string) =>
  conflict({
    en: `It is assigned already: ${id}. End that with endSectionTask first.`,
    zh: `该分工已有指定：${id}，请先用 endSectionTask 终止。`,
  });

const beforeSince = (since: string) => ({
  path: 'until',
  message: {
    en: `It began on ${since}. Give that day or a later one.`,
    zh: `该分工自 ${since} 开始，请填写该日或之后的日期。`,
  },
});

const noMember = () =>
  invalidState({
    en: 'You have no work in the information section. Its head assigns it with assignSectionTask.',
    zh: '您在信息科没有分工，由科主任用 assignSectionTask 指定。',
  });

const isSigned = (year: number) =>
  conflict({ en: `You have undertaken it for ${year} already.`, zh: `您已签署 ${year} 年度保密承诺。` });
