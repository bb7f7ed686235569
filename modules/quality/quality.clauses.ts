import { clauseText, type Policy } from '../../src/clauses/clause.js';

/** The policy that this module carries out, in our own words. */
export const clauses: Policy[] = [
  {
    id: 'P06',
    title: { en: 'Quality information management', zh: '质量信息管理制度' },
    owner: { en: 'Supply and sales', zh: '供销科' },
    clauses: [
      clauseText(
        'P06.A01',
        ['Who manages quality information', '质量信息管理机构'],
        [
          'Supply and sales collects, analyses, feeds back and handles quality information. Every workshop and section names a person for it; together they form the network.',
          '供销科负责收集、分析、反馈和处理质量信息；各车间、科室指定专人，共同组成质量信息管理网络。',
        ],
      ),
      clauseText(
        'P06.A02',
        ['Main tasks', '主要任务'],
        [
          'Quality information is collected fully, in time and accurately, compared and passed on by the procedure. It shows what influences product quality, how users use the product, and where peers stand.',
          '全面、及时、准确地收集质量信息，比较分析后按程序传递；反映影响产品质量的主要因素，了解用户使用情况和同行水平。',
        ],
      ),
      clauseText(
        'P06.A03',
        ['Feedback form and investigation', '反馈单与调查核实'],
        [
          'Supply and sales fills in a feedback form for quality inspection, which investigates it. An untrue report is rejected with the finding. Every form stands in the ledger.',
          '供销科填写反馈单交质检科；质检科调查核实，不属实的连同结论一并剔除；所有反馈单记入台帐。',
        ],
      ),
      clauseText(
        'P06.A04',
        ['Handling and closing', '处理与结案'],
        [
          'After its analysis quality inspection names the department that is responsible. That department records how it handled the matter and reports back; inspection closes the case and files it.',
          '质检科分析后确定责任部门；责任部门填写处理记录并反馈，由质检科结案归档。',
        ],
      ),
      clauseText(
        'P06.A05',
        ['Delay and mishandling', '延误与处理不当'],
        [
          'Information that is mishandled or delayed is criticised and penalised: delays are measured for each step, and penalties are recorded.',
          '信息处理不当或耽误传递的，给予批评和处罚：各环节的延误均有计量，处罚均有记录。',
        ],
      ),
    ],
  },
];
