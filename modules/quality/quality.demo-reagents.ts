import { DefectCause, Severity } from './feedback.enums.js';
import type { Product } from './quality.demo-machines.js';

const { MINOR, MAJOR } = Severity;

export const reagents: readonly Product[] = [
  {
    name: '丁基钠黄药',
    models: ['一级品', '粉状85%', '粒状90%'],
    buyers: /矿业|采选|冶|有色|金属|药剂|化工|助剂|矿产品/,
    defects: [
      {
        severity: MAJOR,
        report: (number) =>
          `开桶结块发黏，有明显刺激味，用量加大${number(15, 35)}%回收率仍下降约${number(2, 4)}个百分点。`,
        kind: DefectCause.PROCESSING,
        cause: '留样复检有效成分低于标准，干燥工序温度控制失当。',
        remedy: '整批退换，干燥工序增设在线测温。',
        otherCause: '留样复检合格；用户库房潮湿且已过保质期，受潮分解所致。',
      },
      {
        severity: MINOR,
        report: (number) => `${number(3, 12)}桶桶盖变形，外壁标签脱落看不清批号。`,
        kind: DefectCause.TRANSPORT,
        cause: '装车未加隔板，承运环节挤压变形。',
        remedy: '补寄标签并更换包装桶，装车规范已下发。',
        otherCause: '签收单注明外观完好，变形发生在用户卸车之后。',
      },
    ],
  },
  {
    name: '松醇油（2号油）',
    models: ['优级品', '一级品'],
    buyers: /矿业|采选|冶|有色|金属|药剂|化工|助剂|矿产品/,
    defects: [
      {
        severity: MAJOR,
        report: (number) => `起泡发脆，泡沫层只有${number(3, 6)}厘米，同样加药量精矿品位低${number(1, 3)}个百分点。`,
        kind: DefectCause.PROCESSING,
        cause: '萜烯醇含量低于合同指标，调配时原料批次混用。',
        remedy: '按差额补货，调配岗位增加批前化验。',
        otherCause: '检验合格；回水中残余药剂偏高影响起泡，已建议调整加药点。',
      },
    ],
  },
  {
    name: '阴离子聚丙烯酰胺',
    models: ['分子量1200万', '分子量1800万'],
    buyers: /煤|能源|环保|水处理|循环|采选|化工|助剂|药剂|骨料/,
    defects: [
      {
        severity: MINOR,
        report: (number) => `配成千分之一溶液搅拌${number(80, 150)}分钟仍有鱼眼，堵加药泵滤网。`,
        kind: DefectCause.PROCESSING,
        cause: '筛分工序筛网破损，粗颗粒混入。',
        remedy: '更换该批产品，筛网改为每班检查。',
        otherCause: '配制水温低于10℃且加料过快，按规程配制后溶解正常。',
      },
      {
        severity: MAJOR,
        report: (number) => `沉降明显变慢，浓密机溢流固含量由${number(150, 250)}ppm升到${number(600, 1200)}ppm。`,
        kind: DefectCause.PROCESSING,
        cause: '水解度偏离标称值，聚合批次记录有改动。',
        remedy: '退货并追查批次记录，责任班组已按制度处理。',
        otherCause: '入料泥质含量大幅升高，小试证明增加药量即可达标。',
      },
    ],
  },
  {
    name: '煤用捕收剂',
    models: ['MZ-2', 'MZ-5'],
    buyers: /煤|能源/,
    defects: [
      {
        severity: MAJOR,
        report: (number) => `换用该批后浮选精煤产率低${number(2, 5)}个百分点，尾煤灰分偏低。`,
        kind: DefectCause.MATERIAL,
        cause: '乳化剂批次更换后未做配伍试验。',
        remedy: '恢复原配方并补偿用户损失药剂，配方变更纳入评审。',
        otherCause: '入浮煤种由主焦煤改为瘦煤，药剂制度未随之调整。',
      },
    ],
  },
  {
    name: '六偏磷酸钠',
    models: ['工业一等品', '工业优等品'],
    buyers: /矿业|采选|冶|有色|金属|药剂|化工|助剂|水处理/,
    defects: [
      {
        severity: MINOR,
        report: (number) => `抽检${number(5, 10)}袋净重不足，平均每袋少${number(4, 9)}00克。`,
        kind: DefectCause.PACKAGING,
        cause: '包装秤零点漂移，当班未校秤。',
        remedy: '按短缺数量补货，包装秤改为每班校验。',
        otherCause: '双方共同复秤合格，用户地秤超出检定周期。',
      },
    ],
  },
];
