import { CorrectiveAction } from './correctiveAction.entity.js';
import { approveSurveyReport } from './survey.approval.js';
import { Survey } from './survey.entity.js';
import { SurveyReportResolver, SurveyResolver } from './survey.resolver.js';
import { SurveyInvitation } from './surveyInvitation.entity.js';
import { SurveyQuestion } from './surveyQuestion.entity.js';
import { SurveyReply } from './surveyReply.entity.js';
import { SurveyReport } from './surveyReport.entity.js';
import {
  closeCorrectiveAction,
  correctiveTerms,
  planCorrectiveAction,
  surveyAnonymity,
  surveySatisfaction,
  surveyTarget,
} from './surveys.duties.js';
import { surveyMigration } from './surveys.migrations.js';

/** What surveys add to the manifest of the module. */
export const surveys = {
  entities: [Survey, SurveyQuestion, SurveyInvitation, SurveyReply, SurveyReport, CorrectiveAction],
  reads: [Survey, SurveyReport, CorrectiveAction],
  resolvers: [SurveyResolver, SurveyReportResolver],
  approvals: [approveSurveyReport],
  duties: [surveySatisfaction, planCorrectiveAction, closeCorrectiveAction],
  interpretations: [surveyAnonymity, surveyTarget, correctiveTerms],
  migrations: [surveyMigration],
};
