import { Label } from '../../../src/access/labels.js';
import type { SignedInContext } from '../../../src/context.js';
import type { DemoOrganisation } from '../../../src/demo.js';
import { SurveyAspect, SurveyQuestionKind } from './survey.enums.js';
import { questionnaireOf, reply, SurveyService } from './survey.service.js';
import { SurveyReportService } from './surveyReport.service.js';

const asked = [
  [SurveyAspect.SERVICE_QUALITY, SurveyQuestionKind.SCALE, '您对我们的服务质量是否满意？'],
  [SurveyAspect.PRICE, SurveyQuestionKind.SCALE, '您对价格是否满意？'],
  [SurveyAspect.OVERALL, SurveyQuestionKind.SCALE, '您对本公司的总体评价如何？'],
  [SurveyAspect.OTHER, SurveyQuestionKind.TEXT, '您有什么建议？'],
] as const;

/** This year's survey with twelve replies, whose report waits for the general manager. */
export async function fillSurveys(organisation: DemoOrganisation): Promise<void> {
  const context = (await organisation.as('customer-service-manager')) as SignedInContext;
  const surveys = new SurveyService(context);
  const { id } = await surveys.create({
    title: '年度顾客满意度调查',
    target: 4,
    repliesUntil: new Date(context.now.getTime() + 30 * 86_400_000),
    questions: asked.map(([aspect, kind, text]) => ({ aspect, kind, text })),
  });
  const files = await context.database.read<{ id: string }>(context, {
    sql: 'select c.id from customers.customer c where c.label = any ($1::access.label[]) order by c.number limit 12',
    parameters: [[Label.INTERNAL]],
  });
  const links = await surveys.invite(
    id,
    files.map((file) => file.id),
  );
  for (const [i, { token }] of links.entries()) {
    const { questions } = await questionnaireOf(context, token);
    const answers = questions.map((question) =>
      question.kind === SurveyQuestionKind.SCALE
        ? { questionId: question.id, mark: question.aspect === SurveyAspect.PRICE ? 2 + (i % 3) : 3 + (i % 3) }
        : { questionId: question.id, text: i % 4 === 0 ? '希望缩短报修等待时间' : '' },
    );
    await reply(context, token, answers);
  }
  const [row] = await context.database.read<{ version: number }>(context, {
    sql: 'select s.version from customers.survey s where s.id = $1',
    parameters: [id],
  });
  await surveys.close(id, row!.version);
  await new SurveyReportService(context).compile(id, {
    summary: '服务质量与总体评价良好，价格满意度偏低。',
    highestLabel: Label.INTERNAL,
  });
}
