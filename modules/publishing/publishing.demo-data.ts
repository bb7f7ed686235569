import { PortalColumnKind } from './columns/column.enums.js';
import { PortalCategory, PortalItemForm } from './items/item.enums.js';

export const demoColumns = [
  { name: '工作动态', kind: PortalColumnKind.NEWS, unit: '办公室', position: 1 },
  { name: '通知公告', kind: PortalColumnKind.NOTICES, unit: '办公室', position: 2 },
  { name: '政策文件', kind: PortalColumnKind.POLICIES, unit: '办公室', position: 3 },
  { name: '机构职能', kind: PortalColumnKind.ORGANISATION, unit: '办公室', position: 4 },
  { name: '办事指南', kind: PortalColumnKind.SERVICES, unit: '信息科', position: 5 },
];

const news = PortalItemForm.MEETING_OR_NEWS;
const document = PortalItemForm.DOCUMENT_OR_REPORT;

/** How far each item is on its way. */
export const demoItems = [
  {
    column: '工作动态',
    category: PortalCategory.DECISIONS_CARRIED_OUT,
    form: news,
    title: '安全生产月活动启动',
    text: '6 月 1 日，生产部组织召开安全生产月启动会，部署隐患排查、应急演练和宣传教育三项工作，要求各车间月底前完成自查。',
    source: '生产部',
    daysAgo: 0,
    stop: 'published' as const,
  },
  {
    column: '机构职能',
    category: PortalCategory.ORGANISATION,
    form: PortalItemForm.OTHER,
    title: '生产部职责及联系方式',
    text: '生产部负责生产计划、工艺管理、设备维护和安全生产工作。',
    source: '生产部',
    contact: '电话 0351-6000210，地址主楼三层，工作日 8:00 至 17:30',
    daysAgo: 2,
    stop: 'published' as const,
  },
  {
    column: '办事指南',
    category: PortalCategory.ONLINE_SERVICES,
    form: document,
    title: '来访参观预约办理流程',
    text: '参观单位提前三个工作日提交预约表，生产部审核后回复时间、路线和注意事项。',
    source: '生产部',
    daysAgo: 1,
    stop: 'reviewed' as const,
  },
  {
    column: '工作动态',
    category: PortalCategory.HONOURS,
    form: news,
    title: '生产部获评节能先进集体',
    text: '在年度节能评选中，生产部因余热回收项目被评为节能先进集体，并在全市经验交流会上作介绍。',
    source: '市工业和信息化局通报',
    daysAgo: 0,
    stop: 'submitted' as const,
  },
  {
    column: '通知公告',
    category: PortalCategory.OTHER_REQUIRED,
    form: PortalItemForm.OTHER,
    title: '冬季供暖检修通知',
    daysAgo: 3,
    stop: 'draft' as const,
  },
];

/** Words by which items are screened. */
export const demoWords = [
  { text: '赌博网站', category: '违法信息', bySound: true },
  { text: '代开发票', category: '违法信息', bySound: true },
  { text: '内部资料', category: '违法信息', bySound: false },
  { text: '加微信', category: '商业推广', bySound: true },
  { text: '全网最低价', category: '商业推广', bySound: false },
  { text: '打击赌博网站', category: '白名单', bySound: false },
];

/** Left in the message box, and waiting for the office. */
export const demoMessage = {
  subject: '厂区北门夜间噪声',
  text: '近一周夜间十一点后北门装卸货物声音较大，请问是否可以调整装卸时间？',
  name: '周先生',
  contact: '附近小区住户',
};
