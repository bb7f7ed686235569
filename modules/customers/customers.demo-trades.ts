export interface GeneralTrade {
  /** How a name goes on after place and trade name: 包头市恒砺 + 矿山机械 (+ 有限公司). */
  names: readonly string[];
  /** How many of a hundred general customers. */
  weight: number;
  /** Only where it lies in the ground; rock, where there are mines at all. */
  needs?: 'coal' | 'metal' | 'rock';
  site: 'mine' | 'works' | 'office';
  /** How the name of a sole proprietorship (个人独资企业) ends, where there are such. */
  soleEnding?: '厂' | '经营部';
  /** Registered capital from and to, in units of 10 000 yuan (万元). */
  capital: readonly [from: number, to: number];
  /** Business that needs a licence (许可项目). */
  licensed?: readonly string[];
  /** Business that needs none (一般项目). */
  ordinary: readonly string[];
  keywords: readonly string[];
  posts: readonly string[];
}

export const generalTrades: readonly GeneralTrade[] = [
  {
    names: ['矿业', '矿业开发', '采选'],
    weight: 13,
    needs: 'metal',
    site: 'mine',
    capital: [1000, 50000],
    licensed: ['非煤矿山矿产资源开采', '道路货物运输（不含危险货物）'],
    ordinary: ['选矿', '金属矿石销售', '非金属矿及制品销售', '矿山机械销售', '固体废物治理', '矿物洗选加工'],
    keywords: ['铁矿', '铜矿', '采选', '浮选', '球磨'],
    posts: ['生产矿长', '机电副矿长', '选矿厂厂长', '供应科科长', '设备动力部部长'],
  },
  {
    names: ['煤业', '煤矿', '煤炭洗选', '能源'],
    weight: 10,
    needs: 'coal',
    site: 'mine',
    capital: [1000, 80000],
    licensed: ['煤炭开采', '道路货物运输（不含危险货物）'],
    ordinary: ['煤炭洗选', '煤炭及制品销售', '矿山机械销售', '机械设备租赁', '普通货物仓储服务'],
    keywords: ['煤矿', '洗煤', '重介', '皮带输送', '综采'],
    posts: ['机电矿长', '洗煤厂厂长', '供应部经理', '机电科科长', '总工程师'],
  },
  {
    names: ['矿山机械', '矿山设备', '矿山机电', '矿山装备'],
    weight: 15,
    site: 'works',
    soleEnding: '厂',
    capital: [200, 6000],
    ordinary: ['矿山机械制造', '矿山机械销售', '机械零部件加工', '通用设备修理', '机械设备租赁', '五金产品零售'],
    keywords: ['矿机', '破碎', '筛分', '备件', '经销商'],
    posts: ['总经理', '销售经理', '采购部经理', '技术部主任', '业务经理'],
  },
  {
    names: ['选矿药剂', '精细化工', '矿用助剂'],
    weight: 9,
    site: 'works',
    capital: [500, 8000],
    licensed: ['危险化学品经营'],
    ordinary: [
      '专用化学产品销售（不含危险化学品）',
      '化工产品销售（不含许可类化工产品）',
      '选矿药剂的研发与技术服务',
      '塑料制品销售',
      '新材料技术研发',
    ],
    keywords: ['黄药', '起泡剂', '捕收剂', '抑制剂', '药剂'],
    posts: ['采购部经理', '技术总监', '质检部主任', '仓储主管', '副总经理'],
  },
  {
    names: ['化工贸易', '化工原料', '化工商贸'],
    weight: 8,
    site: 'office',
    soleEnding: '经营部',
    capital: [50, 3000],
    licensed: ['危险化学品经营（不带储存设施）'],
    ordinary: ['化工产品销售（不含许可类化工产品）', '橡胶制品销售', '建筑材料销售', '国内贸易代理', '货物进出口'],
    keywords: ['化工原料', '贸易', '经销商', '药剂'],
    posts: ['总经理', '业务经理', '采购主管', '单证专员', '财务经理'],
  },
  {
    names: ['新型建材', '砂石骨料', '石料', '水泥制品'],
    weight: 6,
    needs: 'rock',
    site: 'mine',
    capital: [300, 12000],
    licensed: ['非煤矿山矿产资源开采', '道路货物运输（不含危险货物）'],
    ordinary: ['建筑用石加工', '建筑材料销售', '水泥制品制造', '非金属矿及制品销售', '砼结构构件销售'],
    keywords: ['骨料', '石灰石', '制砂', '破碎', '建材'],
    posts: ['厂长', '生产部经理', '设备部主任', '采购员', '安全环保部部长'],
  },
  {
    names: ['冶金', '有色金属', '金属材料', '冶炼'],
    weight: 7,
    needs: 'metal',
    site: 'works',
    capital: [1000, 60000],
    ordinary: [
      '常用有色金属冶炼',
      '有色金属合金销售',
      '金属材料销售',
      '再生资源回收',
      '金属废料和碎屑加工处理',
      '货物进出口',
    ],
    keywords: ['冶炼', '电解', '铜精矿', '锌精矿', '合金'],
    posts: ['物资部部长', '设备管理部经理', '原料科科长', '生产副总', '质量部经理'],
  },
  {
    names: ['耐磨材料', '耐磨铸件', '铸造'],
    weight: 6,
    site: 'works',
    soleEnding: '厂',
    capital: [100, 5000],
    ordinary: ['黑色金属铸造', '金属制品销售', '矿山机械销售', '模具制造', '机械零部件加工', '锻件及粉末冶金制品销售'],
    keywords: ['衬板', '钢球', '锤头', '铸件', '备件'],
    posts: ['厂长', '生产经理', '供应部经理', '技术员', '销售内勤'],
  },
  {
    names: ['矿山工程', '爆破工程', '井巷工程', '矿建工程'],
    weight: 6,
    site: 'office',
    capital: [1000, 12000],
    licensed: ['建设工程施工', '爆破作业'],
    ordinary: ['土石方工程施工', '工程管理服务', '机械设备租赁', '矿山机械销售', '建筑工程机械与设备租赁'],
    keywords: ['剥离', '掘进', '总承包', '爆破', '设备租赁'],
    posts: ['项目经理', '物资部经理', '机电队队长', '总工程师', '经营部部长'],
  },
  {
    names: ['物资贸易', '工贸', '商贸', '矿产品贸易'],
    weight: 8,
    site: 'office',
    soleEnding: '经营部',
    capital: [50, 3000],
    ordinary: [
      '矿山机械销售',
      '金属矿石销售',
      '金属材料销售',
      '五金产品批发',
      '电气设备销售',
      '国内贸易代理',
      '信息咨询服务',
    ],
    keywords: ['经销商', '矿产品', '备件', '钢材', '贸易'],
    posts: ['总经理', '业务经理', '采购主管', '财务经理', '销售经理'],
  },
  {
    names: ['环保科技', '水处理', '资源循环利用'],
    weight: 5,
    site: 'works',
    capital: [200, 6000],
    licensed: ['建设工程施工', '危险废物经营'],
    ordinary: [
      '环保咨询服务',
      '水污染治理',
      '固体废物治理',
      '环境保护专用设备销售',
      '水处理剂销售',
      '尾矿综合利用技术开发',
    ],
    keywords: ['尾矿', '絮凝剂', '污水处理', '浓缩', '过滤'],
    posts: ['运营部经理', '工艺工程师', '采购部经理', '项目经理', '技术总监'],
  },
  {
    names: ['电气', '自动化', '液压机械', '输送机械'],
    weight: 6,
    site: 'works',
    capital: [100, 5000],
    ordinary: [
      '工业自动控制系统装置制造',
      '电气设备修理',
      '液压动力机械及元件销售',
      '物料搬运装备销售',
      '机械设备研发',
      '技术服务、技术开发、技术咨询',
    ],
    keywords: ['配套', '电控', '输送带', '液压站', '机电安装'],
    posts: ['总经理', '采购部经理', '技术部主任', '项目经理', '售后主管'],
  },
];
