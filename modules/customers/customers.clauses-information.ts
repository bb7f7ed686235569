import { clauseText, type Policy } from '../../src/clauses/clause.js';

/** Those whose post deals with customer information; a new colleague has a week of work for it. */
const boundByP01 = {
  by: [
    'CUSTOMER_SERVICE_MANAGER',
    'CUSTOMER_INFORMATION_SUPERVISOR',
    'CUSTOMER_INFORMATION_SPECIALIST',
    'CUSTOMER_DEVELOPER',
    'SALES_DIRECTOR',
  ],
  within: { workingDays: 5 },
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
} as const;

export const informationPolicy: Policy = {
  id: 'P01',
  title: { en: 'Customer information', zh: '客户信息管理制度' },
  owner: { en: 'Customer service department', zh: '客户服务部' },
  purpose: {
    en: 'Customer information does not leak, stays complete and safe, and is easy to use.',
    zh: '防止客户信息泄露，保持其完整、安全，便于高效利用。',
  },
  scope: { en: 'Everybody whose work touches customer information.', zh: '客户信息相关人员的工作。' },
  effectiveFrom: '2026-01-01',
  revision: {
    draftedBy: ['CUSTOMER_SERVICE_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR'],
    draftClause: 'P01.A28',
    issuedBy: 'GENERAL_MANAGER',
    issueClause: 'P01.A29',
  },
  acknowledgements: [
    { clause: 'P01.A02', of: 'policy', ...boundByP01 },
    { clause: 'P01.A26', of: 'clause', ...boundByP01 },
  ],
  clauses: [
    clauseText(
      'P01.A01',
      ['Purpose', '目的'],
      [
        'Customer information does not leak, stays complete and safe, and is easy to use.',
        '防止客户信息泄露，保持其完整、安全，便于利用。',
      ],
    ),
    clauseText(
      'P01.A02',
      ['Whom it binds', '适用范围'],
      [
        'It binds everybody whose work touches customer information; they confirm that they know the version in force.',
        '适用于所有接触客户信息的人员；有关人员须确认知悉现行版本。',
      ],
    ),
    clauseText(
      'P01.A03',
      ['Kinds of customers', '客户分类'],
      [
        'General customers trade with the enterprise. Special ones cooperate with it in a profession, which their file names: law, finance, advertising, public relations, banking, insurance.',
        '一般客户与企业有业务往来；特殊客户以其专业与企业合作，档案须注明专业：律师、财务顾问、广告、公关、银行、保险等。',
      ],
    ),
    clauseText(
      'P01.A04',
      ['A file for each new customer', '新客户立档'],
      [
        'Whoever makes contact with a new customer has a standardised file opened promptly by the customer information specialist; the delay is measured in working days.',
        '接触新客户后应及时在客户信息专员处建立标准化档案；从接触到立档的时间按工作日计量。',
      ],
    ),
    clauseText(
      'P01.A05',
      ['Customer service keeps the register', '客户服务部负责汇总'],
      [
        'Customer service collects and orders all customer information and reports. Others do not change the register.',
        '客户服务部负责汇总、整理全部客户信息和报表，其他人员不得修改客户档案。',
      ],
    ),
    clauseText(
      'P01.A06',
      ['Index', '档案索引'],
      [
        'Files have an index of number, name, pinyin, category and keywords, and are found by any of them.',
        '档案设索引：编号、名称、拼音、类别、关键词，均可据以快速查找。',
      ],
    ),
    clauseText(
      'P01.A07',
      ['Order on the shelves', '排架顺序'],
      [
        'Every file has a place of its own by cabinet, shelf and position; the shelf list runs from left to right and from top to bottom.',
        '每份档案有固定位置（柜、层、位），从左至右、自上而下排列，一位一档。',
      ],
    ),
    clauseText(
      'P01.A08',
      ['Durable carriers', '载体与书写材料'],
      [
        'Files are written with lasting ink on carriers that keep; ball-point and pencil do not serve.',
        '选用便于长期保管的载体和不易褪色的书写材料，不使用圆珠笔、铅笔。',
      ],
    ),
    clauseText(
      'P01.A09',
      ['Statistical reports', '统计报表'],
      [
        'Customer service compiles statistical reports from the register, which can be produced again as of a date.',
        '客户服务部依据档案编制统计报表，可按任一日期的数据重现。',
      ],
    ),
    clauseText(
      'P01.A10',
      ['Reports for other departments', '其他部门索取报表'],
      [
        'A department that needs a periodic report asks for it: the customer service manager reviews the request, the general manager approves it.',
        '其他部门需要定期报表的，由客户服务部经理审查同意，并经总经理批准。',
      ],
    ),
    clauseText(
      'P01.A11',
      ['Changes to single items of a report', '报表个别项修改'],
      [
        'A change to single items of an approved report goes to the general manager alone and is filed by customer service.',
        '已批准报表的个别项修改，报总经理批准后由客户服务部备案，不重复全部审批。',
      ],
    ),
    clauseText(
      'P01.A12',
      ['Issue of reports', '报表的印制与发放'],
      [
        'Customer service issues periodic reports in one form and keeps a register of the copies: printed, kept, and handed out to whom.',
        '定期报表由客户服务部统一印制、保管、发放，登记份数和去向。',
      ],
    ),
    clauseText(
      'P01.A13',
      ['Check before issue', '报发前审查'],
      [
        'The customer information supervisor and the customer service manager both check a report before it is submitted or handed out.',
        '报表须经客户信息主管和客户服务部经理审查后方可报发。',
      ],
    ),
    clauseText(
      'P01.A14',
      ['Inspection every half year', '半年检查'],
      [
        'Every half year the keeping of all files is inspected, with a record.',
        '每半年对全部档案的保管状况检查一次，并作记录。',
      ],
    ),
    clauseText(
      'P01.A15',
      ['Repair', '修复'],
      ['Files that are found faded or damaged are repaired.', '发现字迹褪色或材料破损的档案，应及时修复。'],
    ),
    clauseText(
      'P01.A16',
      ['Storage environment', '保管环境'],
      [
        'The storage is checked regularly for damp, mould, pests and fire, with readings.',
        '定期检查保管环境，防潮、防霉、防虫、防火，并记录读数。',
      ],
    ),
    clauseText(
      'P01.A17',
      ['Permission to read', '查阅权限'],
      [
        'Nobody reads a customer file without permission: by role, or by an approved request that is limited in time.',
        '未经许可不得查阅客户档案：凭职务权限，或凭经批准且有时限的申请。',
      ],
    ),
    clauseText(
      'P01.A18',
      ['Request to read', '查阅申请'],
      [
        "A request to read states subject, purpose, reason and reader, bears the seal of the unit and its head's signature, and is reviewed by customer service. Outside people register with a letter of introduction; classified files need the customer service manager.",
        '申请须写明查阅对象、目的、理由和查阅人，由所在单位盖章、负责人签字，经客户服务部审核；外单位人员凭介绍信登记，密级档案须经客户服务部经理批准。',
      ],
    ),
    clauseText(
      'P01.A19',
      ['Lending', '外借'],
      [
        'Files are lent on an approved request for at most three days and entered in the loan register. Nobody hoards or scatters files.',
        '凭批准的申请外借，最长三天，并登记外借登记册；不得分散保管或据为己有。',
      ],
    ),
    clauseText(
      'P01.A20',
      ['Return', '归还'],
      [
        'A returned file is signed off in the register at once. A file on loan is not lent again.',
        '归还时应立即注销登记；已借出的档案不得再次借出。',
      ],
    ),
    clauseText(
      'P01.A21',
      ['Keeping confidentiality', '遵守保密制度'],
      [
        'Managers and information staff at all levels keep confidentiality; every read of a classified file is recorded.',
        '各级管理人员和信息管理人员遵守保密制度；查阅密级档案均有记录。',
      ],
    ),
    clauseText(
      'P01.A22',
      ['Secret and top secret files', '机密、绝密档案'],
      [
        'Files from SECRET up are marked, stored apart and kept by a named person. Nobody else reads them without permission or learns that they exist.',
        '机密、绝密档案须作标识、单独存放、专人管理；未经许可，他人不得查阅，也不得知其存在。',
      ],
    ),
    clauseText(
      'P01.A23',
      ['Copying and carrying', '复制与传递'],
      [
        'Copying or excerpting an important file needs the general manager or the customer information supervisor. Named persons receive, send and carry it, with safety measures.',
        '重要档案的复制、摘抄须经总经理或客户信息主管批准；收发、传递和外带由指定人员负责并采取安全措施。',
      ],
    ),
    clauseText(
      'P01.A24',
      ['Giving information to outside parties', '对外提供'],
      [
        'Giving customer information to an outside party needs the prior approval of both the customer information supervisor and the customer service manager.',
        '对外提供客户资料，须事先经客户信息主管和客户服务部经理批准。',
      ],
    ),
    clauseText(
      'P01.A25',
      ['Disposal', '销毁'],
      [
        'Files past retention and without further value are destroyed by the disposal procedure, never sold as waste paper.',
        '保管期满且失去保存价值的档案按规定销毁，不得作废纸出售。',
      ],
    ),
    clauseText(
      'P01.A26',
      ['Three prohibitions', '三不准'],
      [
        'Customer information is not disclosed in private contact, not discussed in public places, and not sent over open telephone, telegram or private letter.',
        '不准在私人交往中泄露、不准在公共场所谈论、不准以普通电话、明码电报和私人通信传递客户信息。',
      ],
    ),
    clauseText(
      'P01.A27',
      ['Leaks', '泄露的处置'],
      [
        'Whoever finds a leak or a likely one takes remedial action and reports at once to the customer information supervisor and the customer service manager, who act at once.',
        '发现已经或可能泄露的，应立即补救并报告客户信息主管和客户服务部经理，接报后立即处理。',
      ],
    ),
    clauseText(
      'P01.A28',
      ['Interpretation', '解释与修订'],
      ['Customer service interprets, revises and supplements this policy.', '由客户服务部负责解释、修订和补充。'],
    ),
    clauseText(
      'P01.A29',
      ['In force', '施行'],
      [
        'A version is in force from the day on which the general manager approves and issues it.',
        '各版本自总经理批准颁布之日起施行。',
      ],
    ),
  ],
};
