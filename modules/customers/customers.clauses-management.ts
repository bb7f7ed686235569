import { clauseText, type Policy } from '../../src/clauses/clause.js';

export const managementPolicy: Policy = {
  id: 'P02',
  title: { en: 'Customer management', zh: '客户管理办法' },
  owner: { en: 'Marketing (information)', zh: '营销部（信息部）' },
  purpose: {
    en: 'Customers are managed regularly, effectively and steadily.',
    zh: '使客户管理规范化、有效化，保证稳定开展。',
  },
  scope: { en: 'Suppliers and distributors, and special customers.', zh: '供应商、经销商及特殊客户。' },
  effectiveFrom: '2026-01-01',
  revision: {
    draftedBy: ['SALES_DIRECTOR'],
    draftClause: 'P02.A09',
    issuedBy: 'GENERAL_MANAGER',
    issueClause: 'P02.A09',
  },
  clauses: [
    clauseText(
      'P02.A01',
      ['Purpose', '目的'],
      ['Customers are managed regularly and effectively.', '使客户管理规范、有效、稳定。'],
    ),
    clauseText(
      'P02.A02',
      ['Who counts as a customer', '客户界定'],
      [
        'Suppliers and distributors are customers. Those who help with law, advertising, public relations, banking, insurance or financing are special customers.',
        '供应商和经销商为客户；律师、广告、公关、银行、保险、融资协助机构为特殊客户。',
      ],
    ),
    clauseText(
      'P02.A03',
      ['Keeping customer information', '客户信息的管理'],
      [
        'Marketing classifies and summarises. Every file has a named keeper and one format, and a list of customers can be drawn for reading.',
        '营销部负责分类、汇总；每份档案有专人保管、格式统一，并可编制客户一览表供查阅。',
      ],
    ),
    clauseText(
      'P02.A04',
      ['What a file holds', '档案的内容'],
      [
        'Every customer has a file with name, legal representative, address, postal code, telephone, fax, business scope and capital. It is refreshed on a schedule; major changes, dealings and yearly results are entered.',
        '每个客户立档，载明名称、法定代表人、地址、邮编、电话、传真、经营范围、注册资本；定期更新，记入重大变动、业务交往和年度业绩。',
      ],
    ),
    clauseText(
      'P02.A05',
      ['Contacts are reported', '接触须报告'],
      [
        'A contact of any department with a customer is reported to that department, except where the business is secret, and does not stay with one person.',
        '各部门与客户的接触均须报告所辖部门，保密业务除外，不得只由个人掌握。',
      ],
    ),
    clauseText(
      'P02.A06',
      ['Handing over', '调离交接'],
      [
        'Whoever moves or leaves hands the customer material over to the department, which receives, orders and files it. Leaving is blocked until that is done.',
        '员工调离时须将客户资料移交主管部门接收、整理、归档；未移交的不得办理离职。',
      ],
    ),
    clauseText(
      'P02.A07',
      ['Permission to read', '查阅权限'],
      [
        'There is a system of reading permissions; nobody opens a customer file at will.',
        '建立查阅权限，任何人不得随意调阅客户档案。',
      ],
    ),
    clauseText(
      'P02.A08',
      ['Dealing with customers', '客户往来'],
      [
        'Important customers are received as guests of honour. Letters, faxes and calls are recorded in the file. Customers of importance have two contact persons; one who leaves is replaced at once and the customer is told.',
        '重要客户按贵宾接待；信函、传真、电话记录在案；重要客户由两人以上联系，联系人调离时及时通知客户并指派接替。',
      ],
    ),
    clauseText(
      'P02.A09',
      ['Interpretation', '解释与批准'],
      [
        'Marketing interprets and supplements this policy; the general manager approves it.',
        '由营销部解释、补充，经总经理批准施行。',
      ],
    ),
  ],
};
