import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { role, signedIn } from '../access/rules.js';
import { paperwork, Report } from '../approvals/approvals.world.js';
import type { SignedInContext } from '../context.js';
import { defineInterpretation } from '../interpretations/interpretation.js';
import { defineModule, joinPermissions } from '../module.js';
import { defineAppraisal } from './appraisalDefinition.js';
import { AppraisalMeasure } from './appraisalEnums.js';

export const lateness = defineInterpretation({
  id: 'paperwork.lateness',
  clause: 'T01.A03',
  question: { en: 'What does a late report cost?', zh: '报表迟报如何计分？' },
  choices: { MILD: { en: '2 points', zh: '2 分' }, STRICT: { en: '5 points', zh: '5 分' } },
  default: 'MILD',
});

@Resolver()
class IssueResolver {
  @Mutation(() => String, { nullable: true })
  countIssued(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return context.database.write(context, async (writing) => {
      const about = await writing.find('countIssued', Report, id);
      const { department } = about;
      return context.core.appraisal.record(writing, { kind: 'paperwork.issued', reason: '已采用', about, department });
    });
  }
}

/** The pretend module of the approvals' tests, with merits and demerits. */
export const appraised = defineModule({
  ...paperwork,
  requires: [...paperwork.requires!, 'appraisal'],
  interpretations: [lateness],
  resolvers: [...paperwork.resolvers!, IssueResolver],
  permissions: joinPermissions(paperwork.permissions, {
    calls: { Mutation: { countIssued: signedIn } },
    records: { countIssued: { type: 'Report' } },
    rows: {},
  }),
  appraisal: defineAppraisal({
    appraise: role('CHECKER'),
    steps: [
      {
        name: 'approval',
        title: { en: 'Approval', zh: '批准' },
        clause: 'T01.A04',
        by: [{ role: 'GENERAL_MANAGER' }],
        act: 'review',
      },
    ],
    kinds: [
      {
        name: 'paperwork.late',
        title: { en: 'Late report', zh: '报表迟报' },
        clause: 'T01.A03',
        measure: AppraisalMeasure.CRITICISM,
        points: { interpretation: lateness, points: { MILD: -2, STRICT: -5 } },
        about: Report,
      },
      {
        name: 'paperwork.forged',
        title: { en: 'Forged report', zh: '虚报瞒报' },
        clause: 'T01.A03',
        measure: AppraisalMeasure.PENALTY,
        points: { from: -50, to: -10 },
        amount: { from: 100, to: 2000 },
      },
      {
        name: 'paperwork.issued',
        title: { en: 'Report issued', zh: '报表采用' },
        clause: 'T01.A01',
        measure: AppraisalMeasure.POINTS,
        points: 3,
        about: Report,
        byItself: true,
      },
    ],
  }),
});
