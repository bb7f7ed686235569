import { clauseText, type Policy } from '../../src/clauses/clause.js';

/** The policy that this module carries out, in our own words. */
export const clauses: Policy[] = [
  {
    id: 'P12',
    title: { en: 'IT operations and training', zh: '信息系统运维与培训制度' },
    owner: { en: 'Information section', zh: '信息科' },
    clauses: [
      clauseText(
        'P12.A01',
        ['Inspection, maintenance and faults', '检查维护与故障处理'],
        [
          'System software and hardware are inspected and maintained at intervals, with a record. For faults that are likely there are measures to prevent, to remedy and to remove them.',
          '定期检查维护系统软件和硬件，做好维护记录；对可能出现的故障有防范、补救和排除措施。',
        ],
      ),
      clauseText(
        'P12.A02',
        ['Procedures, work log and machine room', '操作规程、工作日志与机房'],
        [
          'Operators keep to the procedures and fill in the work log. The machine room is kept safe, protected against fire and clean.',
          '上机人员遵守操作规程，填写工作日志；机房保持安全、防火和整洁。',
        ],
      ),
      clauseText(
        'P12.A03',
        ['Appraisal and a stable team', '考核奖惩与队伍稳定'],
        [
          'Information staff are appraised, rewarded and penalised, and do their work with care. The team stays stable.',
          '对信息工作人员进行考核奖惩，认真履行职责，保持队伍相对稳定。',
        ],
      ),
      clauseText(
        'P12.A04',
        ['Training in the yearly plan', '培训列入年度计划'],
        [
          'Training is an important part of the yearly plan, and is carried out.',
          '信息化培训列入年度计划，并认真组织落实。',
        ],
      ),
      clauseText(
        'P12.A05',
        ['Working with a certificate', '持证上岗'],
        [
          'Information staff are trained in their field and hold a qualification that the information authority of the province recognises; they work only with a certificate that is valid.',
          '信息工作人员经专业培训，取得省级信息管理部门认可的任职资格，持证上岗。',
        ],
      ),
      clauseText(
        'P12.A06',
        ['Training of each person', '每人每年培训'],
        [
          'Each of the staff takes part in at least one training a year by an authority of the banner (county) level or above, and is trained for at least 30 hours.',
          '信息工作人员每年至少参加一次旗级以上部门组织的专业培训，培训时间不少于30小时。',
        ],
      ),
    ],
  },
];
