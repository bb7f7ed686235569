import { MissingKind } from '../../../src/access/conditions.js';
import {
  and,
  anyone,
  clause,
  not,
  or,
  type Rule,
  role,
  rule,
  signedIn,
  viewerOwns,
} from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { CorrectiveAction } from './correctiveAction.entity.js';
import { SurveyReport } from './surveyReport.entity.js';

/** Marketing headquarters runs surveys (P04.A02). */
const runs = role(
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
  'SALES_DIRECTOR',
);
const office = role('OFFICE');
const general = role('GENERAL_MANAGER');
const departments = role('OFFICE', 'UNIT_HEAD', 'ANALYST', 'CUSTOMER_DEVELOPER');
const approved = rule(
  'approved',
  (viewer) => (signedIn.viewer(viewer) === true ? undefined : false),
  (row) => `${row.column('status')} = 'APPROVED'`,
  { kind: MissingKind.OTHER },
);
const byP04A02 = (ruled: Rule) => clause('P04.A02', ruled);
const byP04A07 = (ruled: Rule) => clause('P04.A07', ruled);
const seesSurveys = byP04A02(or(runs, general, departments));
const compiles = viewerOwns(SurveyReport, 'compiledBy');

export const surveyPermissions = definePermissions({
  calls: {
    Query: {
      survey: signedIn,
      surveys: signedIn,
      surveyReport: signedIn,
      surveyReports: signedIn,
      correctiveAction: signedIn,
      correctiveActions: signedIn,
      surveyAnalysis: byP04A07(or(runs, general)),
      surveyQuestionnaire: anyone,
    },
    Mutation: {
      createSurvey: byP04A02(runs),
      inviteToSurvey: byP04A07(or(runs, office)),
      closeSurvey: byP04A02(runs),
      compileSurveyReport: byP04A02(runs),
      replyToSurvey: anyone,
      planCorrectiveAction: byP04A07(office),
      closeCorrectiveAction: byP04A07(and(runs, not(viewerOwns(CorrectiveAction, 'plannedBy')))),
    },
  },
  records: {
    inviteToSurvey: { type: 'Survey', does: 'update' },
    closeSurvey: { type: 'Survey', does: 'update' },
    compileSurveyReport: { type: 'Survey' },
    planCorrectiveAction: { type: 'CorrectiveAction', does: 'update' },
    closeCorrectiveAction: { type: 'CorrectiveAction', does: 'update' },
  },
  rows: {
    Survey: { read: seesSurveys, insert: byP04A02(runs), update: byP04A07(or(runs, office)), labels: 'P01.A22' },
    SurveyQuestion: { read: seesSurveys, insert: byP04A02(runs), labels: 'P01.A22' },
    SurveyInvitation: { read: byP04A02(or(runs, office)), write: byP04A07(or(runs, office)), labels: 'P01.A22' },
    SurveyReply: { read: byP04A07(or(runs, general)), labels: 'P01.A22' },
    SurveyReport: {
      read: byP04A07(or(runs, general, and(departments, approved))),
      insert: byP04A02(and(runs, compiles)),
      labels: 'P01.A22',
    },
    CorrectiveAction: {
      read: byP04A07(or(runs, general, office, role('UNIT_HEAD'))),
      update: byP04A07(or(runs, office)),
      labels: 'P01.A22',
    },
  },
});
