import { clauseText, type Policy } from '../../src/clauses/clause.js';

export const satisfactionPolicy: Policy = {
  id: 'P04',
  title: { en: 'Customer files and satisfaction', zh: '客户档案与满意度管理制度' },
  owner: { en: 'Marketing headquarters', zh: '营销总公司' },
  purpose: {
    en: 'Customer material is managed and needs are passed on in time, so that customers stay satisfied.',
    zh: '有效管理客户资料，及时沟通需求，确保顾客满意。',
  },
  scope: {
    en: "Customers' information, product quality, complaints and satisfaction.",
    zh: '顾客信息、产品质量跟踪、投诉和满意度。',
  },
  related: [
    { en: 'Market information', zh: '市场信息管理制度' },
    { en: 'Secrecy', zh: '保密管理制度' },
  ],
  effectiveFrom: '2026-01-01',
  // The text names nobody who revises it: as P02, by marketing and the general manager.
  revision: {
    draftedBy: ['SALES_DIRECTOR'],
    draftClause: 'P04.A02',
    issuedBy: 'GENERAL_MANAGER',
    issueClause: 'P04.A02',
  },
  clauses: [
    clauseText(
      'P04.A01',
      ['Purpose and scope', '目的与范围'],
      [
        "Customer material is managed and needs are passed on in time, so that customers stay satisfied. It covers customers' information, product quality, complaints and satisfaction.",
        '有效管理客户资料，及时沟通需求，确保顾客满意；适用于顾客信息、产品质量跟踪、投诉和满意度。',
      ],
    ),
    clauseText(
      'P04.A02',
      ['Responsibilities', '职责'],
      [
        'Marketing headquarters runs files, quality tracking, complaints and satisfaction surveys; the other departments help.',
        '营销总公司组织档案管理、质量跟踪、投诉处理和满意度调查，其他部门协助。',
      ],
    ),
    clauseText(
      'P04.A03',
      ['Collecting material', '资料的收集'],
      [
        'Material comes from market information and visits and is summarised; the source of each piece is kept.',
        '资料来自市场信息和顾客拜访，汇总整理，并保留每项资料的来源。',
      ],
    ),
    clauseText(
      'P04.A04',
      ['Contents and confirmation of a file', '档案的内容与确认'],
      [
        'A file holds contacts, credit status and trading history, has a named keeper and is updated as trade happens. The sales director confirms it.',
        '档案包括联系方式、信用状况和交易记录，专人管理，随交易更新，由销售总监审批确认。',
      ],
    ),
    clauseText(
      'P04.A05',
      ['Use and secrecy of files', '档案的使用与保密'],
      [
        "Whoever signs a contract consults the customer's file, and that is recorded. Without the general manager's authorisation nobody reads files or passes them on; violations are pursued.",
        '签订合同的人员应查阅客户档案并留下记录；未经总经理授权，不得查阅或外传，违者追究责任。',
      ],
    ),
    clauseText(
      'P04.A06',
      ['Keeping up relationships', '客户关系维护'],
      [
        'The office sees to regular and occasional visits, opinions on products and satisfaction surveys. Departments carry them out, and the records become part of the file.',
        '办公室负责定期与不定期拜访、产品意见和满意度调查；业务部门具体实施，记录归入客户档案。',
      ],
    ),
    clauseText(
      'P04.A07',
      ['Satisfaction survey', '满意度调查'],
      [
        'At least once a year customers are asked about service, prices and their opinion. The analysis is approved by the general manager before it is handed out; a result below target leads to corrective action.',
        '每年至少一次调查服务质量、价格和总体评价；分析报告经总经理审批后发放，未达要求的采取纠正预防措施。',
      ],
    ),
    clauseText(
      'P04.A08',
      ['Complaints', '客户投诉'],
      [
        'The department in charge receives complaints about quality or service. The general manager approves the result, then the office answers the customer.',
        '业务部门受理质量投诉和服务投诉；处理结果经总经理审批后，由办公室反馈客户。',
      ],
    ),
    clauseText(
      'P04.A09',
      ['Related policies', '相关制度'],
      [
        'Goes together with the policies on market information and on secrecy.',
        '与市场信息管理、保密管理两项制度配合执行。',
      ],
    ),
  ],
};
