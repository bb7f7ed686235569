import { createHash, randomBytes } from 'node:crypto';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, linkIsVoid, notFound, type Problem } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import type { AskedQuestion } from './analysis.js';
import { CorrectiveAction } from './correctiveAction.entity.js';
import { Survey } from './survey.entity.js';
import { SurveyQuestionKind } from './survey.enums.js';
import type { CreateSurveyInput, PlanCorrectiveActionInput, SurveyAnswerInput } from './survey.inputs.js';
import { SurveyInvitation } from './surveyInvitation.entity.js';
import { SurveyQuestion } from './surveyQuestion.entity.js';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Asking customers, and what follows from what they say (P04.A07). */
export class SurveyService {
  constructor(private readonly context: SignedInContext) {}

  create({ questions, year, ...given }: CreateSurveyInput): Promise<Survey> {
    const { now } = this.context;
    const present = Number(dayAt(now).slice(0, 4));
    const problems: Problem[] = [];
    if (given.repliesUntil <= now)
      problems.push({
        path: 'input.repliesUntil',
        message: { en: 'Give a moment that is still to come.', zh: '请填写尚未到来的时间。' },
      });
    if (year && year > present)
      problems.push({
        path: 'input.year',
        message: { en: `Give ${present} or an earlier year.`, zh: `请填写 ${present} 或更早的年份。` },
      });
    if (problems.length > 0) throw badInput(problems);
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const survey = em.create(Survey, { ...given, year: year ?? present, createdBy: this.me(writing) });
      for (const [i, { aspect, kind, text }] of questions.entries())
        em.create(SurveyQuestion, { survey, position: i + 1, aspect, kind, text, label: Label.INTERNAL });
      return survey;
    });
  }

  /** Asked again before they have replied, customers get a new link and the former is void. */
  invite(id: string, customerIds: readonly string[]): Promise<{ invitation: SurveyInvitation; token: string }[]> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const survey = await writing.find('inviteToSurvey', Survey, id);
      survey.open(this.context.now);
      const links = [];
      for (const customerId of new Set(customerIds)) {
        const customer = await em.findOne(Customer, { id: customerId });
        if (!customer) throw notFound('Customer');
        const token = randomBytes(32).toString('base64url');
        const { label, compartments, keeper } = customer;
        const known = await em.findOne(SurveyInvitation, { survey, customer });
        if (known?.answered) continue;
        const invitation =
          known ??
          em.create(SurveyInvitation, {
            survey,
            customer,
            label,
            compartments,
            keeper,
            sentBy: this.me(writing),
            tokenHash: hashOf(token),
          });
        invitation.tokenHash = hashOf(token);
        links.push({ invitation, token });
      }
      return links;
    });
  }

  close(id: string, version: number): Promise<Survey> {
    return this.context.database.write(this.context, async (writing) => {
      const survey = await writing.find('closeSurvey', Survey, id, version);
      survey.close();
      const [row] = await writing.em.execute<{ replied: boolean }[]>(
        'select exists (select from customers.survey_reply r where r.survey_id = ?) as replied',
        [id],
      );
      if (row!.replied)
        await this.context.core.duties.fulfil(writing, 'surveySatisfaction', { period: String(survey.year) });
      return survey;
    });
  }

  plan(id: string, version: number, input: PlanCorrectiveActionInput): Promise<CorrectiveAction> {
    return this.context.database.write(this.context, async (writing) => {
      const action = await writing.find('planCorrectiveAction', CorrectiveAction, id, version);
      const { cause, correction, prevention } = input;
      action.plan(this.me(writing), { cause, correction, prevention });
      await this.context.core.duties.fulfil(writing, 'planCorrectiveAction', { record: action });
      await this.context.core.duties.begin(writing, 'closeCorrectiveAction', { record: action });
      return action;
    });
  }

  finish(id: string, version: number, effect: string): Promise<CorrectiveAction> {
    return this.context.database.write(this.context, async (writing) => {
      const action = await writing.find('closeCorrectiveAction', CorrectiveAction, id, version);
      action.finish(this.me(writing), effect);
      await this.context.core.duties.fulfil(writing, 'closeCorrectiveAction', { record: action });
      return action;
    });
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

interface Questionnaire {
  title: string;
  repliesUntil: string;
  questions: AskedQuestion[];
}

/** Of somebody who has a link and need not be signed in. An unknown, a used and an expired link get the same answer. */
export async function questionnaireOf({ database, now }: Context, token: string) {
  const [row] = await database.call<{ found: Questionnaire | null }>('select customers.survey_for($1, $2) as found', [
    hashOf(token),
    now.toISOString(),
  ]);
  if (!row?.found) throw linkIsVoid();
  return { ...row.found, repliesUntil: new Date(row.found.repliesUntil) };
}

/** One reply for a link; the database sees to it that there is no second one. */
export async function reply(context: Context, token: string, answers: readonly SurveyAnswerInput[]): Promise<boolean> {
  const { questions } = await questionnaireOf(context, token);
  const given = answersTo(questions, answers);
  const [row] = await context.database.call<{ taken: boolean }>(
    'select customers.reply_to_survey($1, $2::jsonb, $3) as taken',
    [hashOf(token), JSON.stringify(given), context.now.toISOString()],
  );
  if (!row!.taken) throw linkIsVoid();
  return true;
}

function answersTo(
  questions: readonly AskedQuestion[],
  answers: readonly SurveyAnswerInput[],
): Record<string, number | string> {
  const problems: Problem[] = [];
  const given: Record<string, number | string> = {};
  for (const [i, { questionId, mark, text }] of answers.entries()) {
    const question = questions.find(({ id }) => id === questionId);
    const isScale = question?.kind === SurveyQuestionKind.SCALE;
    if (!question || questionId in given)
      problems.push({
        path: `answers.${i}.questionId`,
        message: { en: 'Answer each question of the survey once.', zh: '请对调查中的每个问题各答一次。' },
      });
    else if (isScale && typeof mark === 'number') given[questionId] = mark;
    else if (!isScale && text?.trim()) given[questionId] = text.trim();
  }
  const missing = questions.filter(({ id, kind }) => kind === SurveyQuestionKind.SCALE && !(id in given));
  if (missing.length > 0)
    problems.push({
      path: 'answers',
      message: {
        en: `Give a mark from 1 to 5 for: ${missing.map(({ text }) => `"${text}"`).join(', ')}.`,
        zh: `请评 1 至 5 分：${missing.map(({ text }) => `"${text}"`).join('、')}。`,
      },
    });
  if (problems.length > 0) throw badInput(problems);
  return given;
}
