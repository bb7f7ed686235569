import type { Profession } from './customer.entity.js';

interface Form {
  /** The whole name, with {city}, {province} and {mark}, the trade name (字号). */
  name: string;
  enterpriseType: string;
  /** Of what is done, some. */
  scope: readonly string[];
  /** A branch has no capital of its own. */
  isBranch?: true;
}

export interface SpecialTrade {
  forms: readonly Form[];
  /** The year from which there have been such enterprises. */
  since: number;
  /** Registered capital from and to, in units of 10 000 yuan (万元). */
  capital: readonly [from: number, to: number];
  keywords: readonly string[];
  posts: readonly string[];
}

const company = '有限责任公司(自然人投资或控股)';
const branch = '股份有限公司分公司(非上市)';

const law = [
  '民商事诉讼与仲裁代理',
  '企业常年法律顾问',
  '矿业权转让与并购法律服务',
  '安全生产与环境保护合规',
  '劳动争议代理',
];
const advertising = ['广告设计、代理', '广告制作', '广告发布', '会议及展览服务', '平面设计', '数字内容制作服务'];
const publicRelations = ['企业形象策划', '市场营销策划', '会议及展览服务', '公共关系服务', '礼仪服务', '品牌管理'];
const banking = [
  '吸收公众存款',
  '发放短期、中期和长期贷款',
  '办理国内结算',
  '办理票据承兑与贴现',
  '代理收付款项',
  '提供保管箱服务',
];
const insurance = ['财产损失保险', '责任保险', '信用保险和保证保险', '短期健康保险和意外伤害保险', '机动车保险'];

export const specialTrades: Record<Profession, SpecialTrade> = {
  LAWYER: {
    forms: [
      { name: '{province}{mark}律师事务所', enterpriseType: '律师事务所(普通合伙)', scope: law },
      { name: '{province}{mark}（{city}）律师事务所', enterpriseType: '律师事务所分所', scope: law, isBranch: true },
    ],
    since: 1994,
    capital: [30, 200],
    keywords: ['法律顾问', '诉讼', '合同审查', '矿业权'],
    posts: ['合伙人律师', '主办律师', '律师助理', '行政主管'],
  },
  FINANCIAL_ADVISER: {
    forms: [
      {
        name: '{province}{mark}会计师事务所（普通合伙）',
        enterpriseType: '普通合伙企业',
        scope: ['注册会计师业务', '税务服务', '财务咨询', '企业管理咨询', '破产清算服务'],
      },
      {
        name: '{city}{mark}税务师事务所有限责任公司',
        enterpriseType: company,
        scope: ['涉税鉴证', '税务服务', '财务咨询', '代理记账', '企业管理咨询'],
      },
      {
        name: '{city}{mark}财务咨询有限公司',
        enterpriseType: '有限责任公司(自然人独资)',
        scope: ['财务咨询', '企业管理咨询', '税务服务', '社会经济咨询服务', '资产评估咨询'],
      },
    ],
    since: 2006,
    capital: [10, 300],
    keywords: ['审计', '税务', '财务顾问', '资产评估'],
    posts: ['项目合伙人', '高级审计经理', '税务师', '客户经理'],
  },
  ADVERTISING: {
    forms: [
      { name: '{city}{mark}广告有限公司', enterpriseType: company, scope: advertising },
      { name: '{city}{mark}广告传媒有限公司', enterpriseType: company, scope: advertising },
      { name: '{city}{mark}文化传播有限公司', enterpriseType: '有限责任公司(自然人独资)', scope: advertising },
    ],
    since: 2006,
    capital: [30, 500],
    keywords: ['广告', '展会', '画册', '户外广告'],
    posts: ['总经理', '客户总监', '设计总监', '媒介经理'],
  },
  PUBLIC_RELATIONS: {
    forms: [
      { name: '{city}{mark}公关顾问有限公司', enterpriseType: company, scope: publicRelations },
      { name: '{city}{mark}公共关系咨询有限公司', enterpriseType: company, scope: publicRelations },
      { name: '{city}{mark}品牌管理有限公司', enterpriseType: company, scope: publicRelations },
    ],
    since: 1998,
    capital: [50, 500],
    keywords: ['公关', '舆情', '活动策划', '品牌'],
    posts: ['总经理', '客户总监', '策划经理', '媒体关系经理'],
  },
  BANK: {
    forms: [
      { name: '{city}{mark}村镇银行股份有限公司', enterpriseType: '股份有限公司(非上市)', scope: banking },
      { name: '{mark}银行股份有限公司{city}分行', enterpriseType: branch, scope: banking, isBranch: true },
    ],
    since: 2007,
    capital: [5000, 30000],
    keywords: ['贷款', '票据', '结算', '授信'],
    posts: ['行长助理', '公司业务部总经理', '客户经理', '国际业务部经理'],
  },
  INSURER: {
    forms: [
      { name: '{mark}财产保险股份有限公司{province}分公司', enterpriseType: branch, scope: insurance, isBranch: true },
      { name: '{mark}财产保险股份有限公司{city}中心支公司', enterpriseType: branch, scope: insurance, isBranch: true },
      {
        name: '{province}{mark}保险经纪有限公司',
        enterpriseType: company,
        scope: [
          '为投保人拟订投保方案、选择保险人、办理投保手续',
          '协助索赔',
          '再保险经纪业务',
          '风险评估、风险管理咨询服务',
        ],
      },
    ],
    since: 2003,
    capital: [1000, 5000],
    keywords: ['财产险', '安全生产责任险', '货运险', '理赔'],
    posts: ['重要客户部经理', '客户经理', '理赔部主任', '核保经理'],
  },
  FINANCING: {
    forms: [
      {
        name: '{province}{mark}融资租赁有限公司',
        enterpriseType: '其他有限责任公司',
        scope: ['融资租赁业务', '租赁业务', '向国内外购买租赁财产', '租赁财产的残值处理及维修', '租赁交易咨询和担保'],
      },
      {
        name: '{city}{mark}融资担保有限公司',
        enterpriseType: '其他有限责任公司',
        scope: ['借款类担保业务', '发行债券担保业务', '投标担保、工程履约担保', '与担保业务有关的咨询服务'],
      },
      {
        name: '{city}{mark}小额贷款有限责任公司',
        enterpriseType: company,
        scope: ['办理各项小额贷款', '办理小企业发展、管理、财务咨询', '与小额贷款有关的咨询服务'],
      },
    ],
    since: 2009,
    capital: [5000, 50000],
    keywords: ['设备租赁', '担保', '授信', '应收账款'],
    posts: ['业务总监', '风控经理', '客户经理', '项目经理'],
  },
};
