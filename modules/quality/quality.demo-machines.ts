import { DefectCause, Severity } from './feedback.enums.js';

/** A whole number from and to. */
export type Between = (from: number, to: number) => number;

export interface Defect {
  severity: Severity;
  report: (number: Between) => string;
  kind: DefectCause;
  /** What inspection finds when the report is true, and what was done before it was closed. */
  cause: string;
  remedy: string;
  /** What it finds when the report is not true. */
  otherCause: string;
}

export interface Product {
  name: string;
  models: readonly string[];
  /** Whose name has this buys it. */
  buyers: RegExp;
  defects: readonly Defect[];
}

const { MINOR, MAJOR, CRITICAL } = Severity;
const metal = '矿业|采选|冶|有色|金属';
const dealers = '矿山机械|矿山设备|矿山机电|矿山装备|(?<!化)工贸|(?<!化工)商贸|物资|矿产品|耐磨|铸造|电气|自动化|液压';

export const machines: readonly Product[] = [
  {
    name: '充气式浮选机',
    models: ['KYF-8', 'KYF-16', 'KYF-40'],
    buyers: new RegExp(`${metal}|${dealers}`),
    defects: [
      {
        severity: MAJOR,
        report: (number) =>
          `投用${number(20, 90)}天后${number(2, 6)}号槽主轴轴承温升偏高，实测${number(78, 92)}℃，运转有异响。`,
        kind: DefectCause.ASSEMBLY,
        cause: '拆检发现轴承游隙偏小、润滑脂加注不足，属装配问题。',
        remedy: '已派员更换轴承并重新调整游隙，连续运转72小时温升正常。',
        otherCause: '轴承完好，润滑周期超出说明书规定一倍以上，系用户保养不到位。',
      },
      {
        severity: MINOR,
        report: (number) => `叶轮衬胶运行约${number(3, 7)}个月即有起皮，比上一批备件磨得快。`,
        kind: DefectCause.PROCESSING,
        cause: '同批留样硬度低于图样要求，衬胶硫化时间不足。',
        remedy: '免费补发叶轮一套，该批其余备件已隔离复检。',
        otherCause: '矿浆浓度与粒度均超出订货技术条件，磨损属正常范围。',
      },
    ],
  },
  {
    name: '湿式格子型球磨机',
    models: ['MQG1530', 'MQG2130', 'MQG2736'],
    buyers: new RegExp(`${metal}|${dealers}`),
    defects: [
      {
        severity: CRITICAL,
        report: (number) => `筒体人孔附近第${number(2, 9)}块衬板螺栓断裂，矿浆外漏，已停机${number(6, 30)}小时。`,
        kind: DefectCause.MATERIAL,
        cause: '断口检验为螺栓调质硬度偏高、脆断，供方来料不合格。',
        remedy: '整台更换衬板螺栓，来料检验增加硬度抽检，用户确认后结案。',
        otherCause: '现场螺栓非我司供货，系用户自购件强度等级不足。',
      },
      {
        severity: MAJOR,
        report: (number) => `大小齿轮啮合振动大，齿面有点蚀，测得振速${number(8, 14)}mm/s。`,
        kind: DefectCause.INSTALLATION,
        cause: '安装时齿顶间隙超差，我司安装记录缺少复测数据。',
        remedy: '重新找正并修整齿面，补做安装复测记录。',
        otherCause: '地脚二次灌浆未达龄期即投产，基础下沉所致。',
      },
    ],
  },
  {
    name: '圆锥破碎机',
    models: ['PYB900', 'PYB1200', 'PYD1750'],
    buyers: new RegExp(`${metal}|石料|骨料|建材|水泥|工程|${dealers}`),
    defects: [
      {
        severity: MAJOR,
        report: (number) => `空载${number(15, 40)}分钟后润滑油温升到${number(58, 68)}℃，油位持续下降，碗形瓦处渗油。`,
        kind: DefectCause.MATERIAL,
        cause: '碗形瓦密封圈尺寸不符，属配套件问题。',
        remedy: '更换密封圈，供方整改报告已收，跟踪一个月无渗漏。',
        otherCause: '用户所用润滑油牌号与说明书不符，换油后恢复正常。',
      },
      {
        severity: MINOR,
        report: (number) => `随机备件缺锁紧螺母${number(2, 4)}件，装箱单上有、箱内没有。`,
        kind: DefectCause.PACKAGING,
        cause: '核对发货照片，装箱时漏放。',
        remedy: '已用快递补发，装箱复核改为双人签字。',
        otherCause: '备件在用户仓库另一箱内找到，双方已清点确认。',
      },
    ],
  },
  {
    name: '颚式破碎机',
    models: ['PE600×900', 'PE750×1060', 'PE900×1200'],
    buyers: new RegExp(`石料|骨料|建材|水泥|工程|${dealers}`),
    defects: [
      {
        severity: MAJOR,
        report: (number) => `动颚齿板使用${number(12, 25)}天断裂成两块，矿石为中硬石灰石。`,
        kind: DefectCause.PROCESSING,
        cause: '齿板内部有缩松，铸造冒口切割过深。',
        remedy: '同炉号齿板全部召回更换，铸造工艺卡已修订。',
        otherCause: '进料中混入钢钎，齿板断口有明显撞击痕迹。',
      },
      {
        severity: MINOR,
        report: (number) => `排料口调整垫片锈蚀，调整一次要${number(3, 6)}小时，操作不便。`,
        kind: DefectCause.PACKAGING,
        cause: '垫片出厂未涂防锈油，属包装防护疏漏。',
        remedy: '补发镀锌垫片，出厂检查表增加防锈一项。',
        otherCause: '设备露天存放近一年未作防护，不属产品质量问题。',
      },
    ],
  },
  {
    name: '直线振动筛',
    models: ['ZKX1536', 'ZKX1848', 'ZKX2448'],
    buyers: new RegExp(`煤|能源|石料|骨料|采选|${dealers}`),
    defects: [
      {
        severity: CRITICAL,
        report: (number) => `运转${number(300, 900)}小时后筛箱侧板沿激振器座开裂，裂纹长约${number(12, 35)}厘米。`,
        kind: DefectCause.PROCESSING,
        cause: '激振器座焊缝未按工艺退火，应力集中。',
        remedy: '更换侧板总成，同批筛机逐台探伤，未见其他裂纹。',
        otherCause: '用户自行加大偏心块，振幅超出铭牌值三成。',
      },
      {
        severity: MINOR,
        report: (number) => `${number(1, 3)}号筛板聚氨酯面脱落约${number(5, 20)}平方厘米。`,
        kind: DefectCause.PROCESSING,
        cause: '骨架除锈不净，粘接不牢。',
        remedy: '补发筛板并随货附粘接检验单。',
        otherCause: '物料温度超过筛板允许温度，属选型问题，已建议改用钢筛板。',
      },
    ],
  },
  {
    name: '渣浆泵',
    models: ['80ZJ-I-A36', '100ZJ-I-A50', '150ZJ-I-A60'],
    buyers: new RegExp(`${metal}|煤|能源|环保|水处理|循环|${dealers}`),
    defects: [
      {
        severity: MAJOR,
        report: (number) => `安装后流量只有铭牌值的${number(65, 82)}%，电流正常，怀疑叶轮不对。`,
        kind: DefectCause.ASSEMBLY,
        cause: '叶轮与泵壳规格装配不符，出厂试验漏检。',
        remedy: '更换叶轮后现场标定合格，补做同批出厂试验。',
        otherCause: '吸入管长度与弯头数超出设计，阻力过大，改管后流量达标。',
      },
      {
        severity: MINOR,
        report: (number) => `轴封水压${number(2, 4)}公斤时仍有滴漏，每分钟约${number(20, 60)}滴。`,
        kind: DefectCause.PROCESSING,
        cause: '填料压盖螺纹加工偏短，压不紧。',
        remedy: '寄送压盖两只，现场更换后无滴漏。',
        otherCause: '填料已到更换周期，更换后正常。',
      },
    ],
  },
  {
    name: '陶瓷过滤机',
    models: ['TT-24', 'TT-45', 'TT-60'],
    buyers: new RegExp(`${metal}|环保|循环`),
    defects: [
      {
        severity: MAJOR,
        report: (number) => `滤饼水分由${number(9, 10)}%升到${number(13, 15)}%，反冲洗后不见好转。`,
        kind: DefectCause.MATERIAL,
        cause: '陶瓷板微孔率偏低，与合格证所列数值不符。',
        remedy: '更换不合格陶瓷板，供方按协议赔付。',
        otherCause: '给矿粒度变细且未按规程酸洗，联合清洗后水分恢复。',
      },
    ],
  },
  {
    name: '带式输送机',
    models: ['DTⅡ-650', 'DTⅡ-800', 'DTⅡ-1000'],
    buyers: new RegExp(`煤|能源|水泥|骨料|石料|采选|输送|${dealers}`),
    defects: [
      {
        severity: MINOR,
        report: (number) => `到货托辊中有${number(6, 18)}只转动不灵活，运行一周后噪声大。`,
        kind: DefectCause.ASSEMBLY,
        cause: '托辊密封圈压装过紧，批次性问题。',
        remedy: '托辊已全部换新，压装工装重新校准。',
        otherCause: '托辊雨季露天堆放进水，更换轴承后正常。',
      },
      {
        severity: MAJOR,
        report: (number) => `皮带在距机尾${number(12, 60)}米处跑偏，撒料严重，调心无效。`,
        kind: DefectCause.PROCESSING,
        cause: '中间架对角线超差，制造误差。',
        remedy: '现场校正中间架并加装调心托辊，跟踪半月未再跑偏。',
        otherCause: '落料点偏离中心线，导料槽系用户自制，已给出改造图。',
      },
    ],
  },
];
