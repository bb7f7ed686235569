import { clauseText, type Policy } from '../../src/clauses/clause.js';

/** The policy that this module carries out, in our own words. */
export const clauses: Policy[] = [
  {
    id: 'P03',
    title: { en: 'Publishing on the portal', zh: '门户网站信息发布制度' },
    owner: { en: 'Office', zh: '局办公室' },
    clauses: [
      clauseText(
        'P03.A01',
        ['Who runs the portal', '职责分工'],
        [
          'The office plans, coordinates, guides and inspects what the portal holds, and sees to collecting, ordering, review and publication, and to training, appraisal and rewards of the officers.',
          '局办公室负责门户网站内容保障的总体规划、协调指导和检查督促，承担信息收集、整理、报审、发布以及信息员队伍建设、考核奖惩。',
        ],
      ),
      clauseText(
        'P03.A02',
        ['What is published', '信息发布范围和对象'],
        [
          'Static content has four categories and dynamic content has ten. Every unit takes part.',
          '静态信息分四类，动态信息分十类；发布对象为局各科室站。',
        ],
      ),
      clauseText(
        'P03.A03',
        ['Information officers', '信息员队伍建设'],
        [
          'Each unit names one information officer for collecting, ordering, submitting and updating. A change is filed with the office promptly.',
          '各科室站指定一名信息员负责信息的采集、整理、报送、更新；信息员变动的，及时报办公室备案。',
        ],
      ),
      clauseText(
        'P03.A04',
        ['When items are submitted', '报送时间要求'],
        [
          'Emergencies are submitted at once, meetings and news on the next day, documents and reports within 3 working days, everything else within 5 working days.',
          '突发事件信息及时报送，会议、新闻类次日报送，文件、报告类 3 个工作日内报送，其他信息 5 个工作日内报送。',
        ],
      ),
      clauseText(
        'P03.A05',
        ['What is asked of the content', '内容要求'],
        [
          'What is submitted is timely, accurate and true, and carefully worded: with its source, and proof-read by somebody else.',
          '报送信息及时、准确、符合实际，文字准确、严谨、恰当：注明来源，并由他人校对。',
        ],
      ),
      clauseText(
        'P03.A06',
        ['Review and responsibility', '信息发布审核'],
        [
          'Reviewed first, published then; whoever publishes answers for it. Nothing classified or harmful goes online. A violation is pursued with the head of the unit and the person concerned.',
          '先审查、后发布，谁发布、谁负责；严禁涉密信息、有害信息上网；如有违反，追究科室站负责人和当事人的责任。',
        ],
      ),
      clauseText(
        'P03.A07',
        ['How items are published', '发布方法和渠道'],
        [
          'Items are published through the back end of the portal: texts as doc files, pictures as jpg.',
          '信息通过门户网站后台管理发布，文字采用 doc 格式，图片采用 jpg 格式。',
        ],
      ),
    ],
  },
];
