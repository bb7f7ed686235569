import { dominates, Label, labels } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { type Ask, askingAs, askingOf } from '../../../src/database/asking.js';
import { invalidState, notFound } from '../../../src/errors.js';
import { type AskedQuestion, analyse, type CountedReply, type Figure, scores, unexposed } from './analysis.js';
import { Survey } from './survey.entity.js';
import { SurveyStatus } from './survey.enums.js';
import type { CompileSurveyReportInput } from './survey.inputs.js';
import { SurveyReport } from './surveyReport.entity.js';
import { surveyAnonymity, surveyTarget } from './surveys.duties.js';

type Counted = CountedReply & { label: Label };

/** The replies that whoever asks may know of, counted so that none of them shows (P04.A07 c). */
export class SurveyReportService {
  constructor(private readonly context: SignedInContext) {}

  async analysis(surveyId: string): Promise<Figure[]> {
    const ask = askingAs(this.context);
    const [survey] = await ask<{ status: SurveyStatus; title: string }>(
      'select s.status, s.title from customers.survey s where s.id::text = ?',
      [surveyId],
    );
    if (!survey) throw notFound('Survey');
    Object.assign(Object.create(Survey.prototype), survey).refuseUnlessClosed();
    const smallest = await this.smallest(ask);
    const replies = unexposed(await repliesTo(ask, surveyId, Label.TOP_SECRET), smallest);
    return analyse(await questionsOf(ask, surveyId), replies, smallest);
  }

  compile(surveyId: string, { summary, highestLabel }: CompileSurveyReportInput): Promise<SurveyReport> {
    const { core, database, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const survey = await writing.find('compileSurveyReport', Survey, surveyId);
      survey.refuseUnlessClosed();
      const ask = askingOf(writing.em);
      const questions = await questionsOf(ask, surveyId);
      const smallest = await this.smallest(ask);
      const replies = unexposed(await repliesTo(ask, surveyId, highestLabel), smallest);
      if (replies.length < smallest) throw tooFew(smallest);
      const label = replies.map((reply) => reply.label).reduce(higher, Label.INTERNAL);
      const { overall, byAspect } = scores(questions, replies);
      const weakAspects = byAspect.filter(({ mean }) => mean < survey.target).map(({ aspect }) => aspect);
      const byAny = (await core.interpretations.choiceOf(ask, surveyTarget.id)) === 'ANY_ASPECT';
      const report = writing.em.create(SurveyReport, {
        survey,
        summary,
        // Of a higher label than the report's nobody hears that they were asked.
        invited: await invitedTo(ask, surveyId, label),
        replies: replies.length,
        score: overall,
        target: survey.target,
        belowTarget: overall < survey.target || (byAny && weakAspects.length > 0),
        weakAspects,
        figures: analyse(questions, replies, smallest),
        label,
        keeper: writing.em.getReference(Person, viewer.personId),
        compiledBy: writing.em.getReference(Person, viewer.personId),
      });
      await writing.em.flush();
      const form = { title: survey.title, summary, score: overall, target: survey.target };
      await core.approvals.request(writing, 'approveSurveyReport', { record: report, form });
      return report;
    });
  }

  private async smallest(ask: Ask): Promise<number> {
    const choice = await this.context.core.interpretations.choiceOf(ask, surveyAnonymity.id);
    return { THREE: 3, FIVE: 5, TEN: 10 }[choice] ?? 5;
  }
}

const higher = (one: Label, other: Label): Label => (dominates(one, other) ? one : other);

const questionsOf = (ask: Ask, surveyId: string): Promise<AskedQuestion[]> =>
  ask<AskedQuestion>(
    'select q.id, q.aspect, q.kind, q.text from customers.survey_question q where q.survey_id = ? order by q.position',
    [surveyId],
  );

/** As row security shows them; those in a compartment stand in no report. */
const repliesTo = (ask: Ask, surveyId: string, highest: Label): Promise<Counted[]> =>
  ask<Counted>(
    `select d.name as department, r.customer_kind as kind, r.answers, r.label from customers.survey_reply r
     join access.department d on d.id = r.department_id
     where r.survey_id = ? and r.label::text in (${upTo(highest)}) and r.compartments = array[]::text[]`,
    [surveyId],
  );

async function invitedTo(ask: Ask, surveyId: string, highest: Label): Promise<number> {
  const [row] = await ask<{ n: number }>(
    `select count(*)::integer as n from customers.survey_invitation i
     where i.survey_id = ? and i.label::text in (${upTo(highest)}) and i.compartments = array[]::text[]`,
    [surveyId],
  );
  return row!.n;
}

const upTo = (highest: Label): string =>
  labels
    .filter((label) => dominates(highest, label))
    .map((label) => `'${label}'`)
    .join(', ');

const tooFew = (smallest: number) =>
  invalidState({
    en: `There are fewer than ${smallest} replies that may go into the report, and nobody would be anonymous. Ask more customers in a further survey.`,
    zh: `可计入报告的答复不足 ${smallest} 份，无法保证匿名。请另行调查更多客户。`,
  });
