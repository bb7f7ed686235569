import { clauseText, type Policy } from '../../src/clauses/clause.js';

/** The policies that this module carries out, in our own words. What enforces a clause is read from the rules. */
export const clauses: Policy[] = [
  {
    id: 'P08',
    title: { en: 'Information section', zh: '信息科工作职责' },
    owner: { en: 'Information section', zh: '信息科' },
    clauses: [
      clauseText(
        'P08.A01',
        ['Information of the hospital', '全院信息工作'],
        [
          'Under the vice president in charge, the information section collects, orders, analyses and uses the information of the hospital.',
          '在分管副院长领导下，负责全院信息的搜集、整理、加工、分析研究和综合利用。',
        ],
      ),
      clauseText(
        'P08.A02',
        ['Information rules', '信息管理制度'],
        [
          'It drafts the rules for information, sees to it that they are carried out, and checks that.',
          '主持制定信息管理规章制度，组织实施、督促、检查和落实。',
        ],
      ),
      clauseText(
        'P08.A03',
        ['Monitoring by data', '数据监控'],
        [
          'Data of medical and health care monitor care, teaching, research and management.',
          '运用医疗和保健业务数据，对医疗保健、教学科研和管理活动进行监控。',
        ],
      ),
      clauseText(
        'P08.A04',
        ['Guidance and filing', '业务指导与病案归档'],
        [
          'Departments get guidance in information work; medical records are managed and filed.',
          '对各科室信息工作进行业务指导，协同做好病案管理，加强病案归档。',
        ],
      ),
      clauseText(
        'P08.A05',
        ['Statistics in time', '及时提供统计信息'],
        [
          'The statistics of the hospital are done, and departments get their figures in time.',
          '做好各项统计工作，及时为各科室提供统计数据信息。',
        ],
      ),
      clauseText(
        'P08.A06',
        ['Books and journals', '书刊资料'],
        [
          'Books and journals from home and abroad are collected and announced.',
          '做好国内外书刊资料信息的收集与发布。',
        ],
      ),
      clauseText(
        'P08.A07',
        ['Secrecy', '信息保密'],
        ['Information is kept secret as the state lays down.', '按照国家有关规定，做好信息的保密工作。'],
      ),
    ],
  },
  {
    id: 'P11',
    title: { en: 'Maternal and child health information', zh: '妇幼卫生信息资料管理制度' },
    owner: { en: 'Information section', zh: '信息科' },
    clauses: [
      clauseText(
        'P11.A01',
        ['Complete and accurate', '填写完整准确、专人管理'],
        [
          'Records are filled in completely, accurately and legibly, and somebody by name keeps them.',
          '各种信息资料填写完整、准确、清楚，由专人管理。',
        ],
      ),
      clauseText(
        'P11.A02',
        ['Raw data stay as they are', '原始资料不得随意修改'],
        [
          'Raw data are not altered at will or falsified; figures are not inflated, hidden, late or refused.',
          '原始资料不得随意修改、弄虚作假；统计资料不得虚报、瞒报、迟报、拒报。',
        ],
      ),
      clauseText(
        'P11.A03',
        ['Catalogue by year', '按年份建立目录'],
        [
          'Material is classified and ordered at intervals, with a catalogue by year, so that nothing is scattered or lost.',
          '定期分类、整理资料，按年份建立目录，避免零散、丢失。',
        ],
      ),
      clauseText(
        'P11.A04',
        ['Numbered volumes', '立卷成册归档'],
        [
          'Material has a front-page catalogue each year and is bound into volumes for the archive.',
          '各种资料按年度建立目录首页，立卷成册归档。',
        ],
      ),
      clauseText(
        'P11.A05',
        ['Two labelled copies', '至少两份备份'],
        [
          'Databases and programs are copied at least twice, labelled, classified and kept.',
          '数据库、程序等资料至少拷贝两份，注明标签分类存档。',
        ],
      ),
      clauseText(
        'P11.A06',
        ['Two reviews, signature and seal', '两级审核、签字盖章'],
        [
          'Figures that are reported or fed back are reviewed by the section head first, then by the director, who signs and seals.',
          '上报或反馈的统计数据由科主任初审，再交所领导审核、签字、加盖公章。',
        ],
      ),
      clauseText(
        'P11.A07',
        ['Spot checks', '抽查核实'],
        [
          'Figures from below are checked at intervals; errors and omissions are corrected in time, with the reason.',
          '定期抽查、核实基层上报数据，发现错误、遗漏及时纠正并注明原因。',
        ],
      ),
      clauseText(
        'P11.A08',
        ['Reading is registered', '查阅登记与保密'],
        [
          'Every reading of material is registered; what is secret is not disclosed without permission.',
          '查阅信息资料严格登记；机密资料未经许可不得外泄。',
        ],
      ),
      clauseText(
        'P11.A09',
        ['Analysis and public figures', '分析报告与公开利用'],
        [
          'Material is analysed at intervals, with reports for decisions; what may be public serves society.',
          '定期分析资料、撰写分析报告供决策参考；可公开的信息为社会和公众服务。',
        ],
      ),
    ],
  },
];
