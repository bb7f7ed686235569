import type { Indicator } from '../../../src/analysis/rates/indicator.js';

const annual = 'Annual report of maternal and child health, calculation of its rates (妇幼卫生年报各种率的计算)';
const common = 'Usual definition of the field; its source is yet to be read';
const textbook = 'Textbooks of maternal health care (妇女保健学)';
const older = 'Older textbooks, per woman delivered in the period (期内产妇数)';
const lectures = 'Lecture notes on health indicators';
const unIgme = 'UN Maternal Mortality Estimation Inter-Agency Group, as told by Our World in Data';
const smartAnc = 'World Health Organization, SMART guidelines antenatal care';

type Row = Pick<Indicator, 'id' | 'version' | 'source'> & {
  titles: readonly [en: string, zh: string];
  over: readonly [numerator: string | readonly string[], denominator: string | readonly string[]];
} & Partial<Pick<Indicator, 'verified'>>;

const codes = (given: string | readonly string[]): readonly string[] => (typeof given === 'string' ? [given] : given);

const of =
  (multiplier: number, interval: Indicator['interval']) =>
  ({
    id,
    version,
    source,
    titles: [en, zh],
    over: [numerator, denominator],
    verified = source !== common,
  }: Row): Indicator => ({
    id,
    version,
    title: { en, zh },
    numerator: codes(numerator),
    denominator: codes(denominator),
    multiplier,
    interval,
    period: source === annual ? 'REPORTING_YEAR' : 'ANY',
    source,
    verified,
  });

/** Deaths and defects are rare, and mothers are no part of live births: exact Poisson limits. */
const per100000 = of(100_000, 'POISSON');
const perMille = of(1000, 'POISSON');
/** Shares of those beneath the line: Wilson's limits. */
const perCent = of(100, 'WILSON');
/** Women or visits over births: no share, and sometimes above 100. */
const ratio = of(100, 'POISSON');

const totalBirths = ['fetalDeathsFrom28Weeks', 'liveBirths'];

/** Of one name by two denominators. */
const both = (row: Omit<Row, 'version' | 'over' | 'source'>, numerator: string): Indicator[] => [
  perCent({ ...row, version: 'live births', over: [numerator, 'liveBirths'], source: annual }),
  perCent({ ...row, version: 'mothers', over: [numerator, 'mothers'], source: common }),
];

const deaths: Indicator[] = [
  per100000({
    id: 'maternal-mortality-ratio',
    version: 'live births',
    titles: ['Maternal mortality ratio', '孕产妇死亡率（每10万活产）'],
    over: ['maternalDeaths', 'liveBirths'],
    source: unIgme,
  }),
  per100000({
    id: 'maternal-mortality-ratio',
    version: 'pregnant women and mothers',
    titles: ['Maternal mortality rate', '孕产妇死亡率（孕产妇总数）'],
    over: ['maternalDeaths', 'pregnantWomenAndMothers'],
    source: textbook,
  }),
  perMille({
    id: 'maternal-mortality-ratio',
    version: 'women delivered in the period',
    titles: ['Maternal mortality per 1000 women delivered', '孕产妇死亡率（期内产妇数，‰）'],
    over: ['maternalDeaths', 'mothers'],
    source: older,
  }),
  perMille({
    id: 'neonatal-mortality-rate',
    version: 'live births',
    titles: ['Neonatal mortality rate', '新生儿死亡率'],
    over: ['deathsBefore28Days', 'liveBirths'],
    source: lectures,
  }),
  perMille({
    id: 'early-neonatal-mortality-rate',
    version: 'live births',
    titles: ['Early neonatal mortality rate', '早期新生儿死亡率'],
    over: ['deathsBefore7Days', 'liveBirths'],
    source: textbook,
  }),
  perMille({
    id: 'infant-mortality-rate',
    version: 'live births',
    titles: ['Infant mortality rate', '婴儿死亡率'],
    over: ['deathsBefore1Year', 'liveBirths'],
    source: lectures,
  }),
  perMille({
    id: 'under-five-mortality-rate',
    version: 'live births',
    titles: ['Under-five mortality rate', '5岁以下儿童死亡率'],
    over: ['deathsBefore5Years', 'liveBirths'],
    source: common,
  }),
  perMille({
    id: 'perinatal-mortality-rate',
    version: 'from 28 weeks',
    titles: ['Perinatal mortality rate', '围产儿死亡率'],
    over: [['fetalDeathsFrom28Weeks', 'deathsBefore7Days'], totalBirths],
    source: annual,
  }),
  perMille({
    id: 'perinatal-mortality-rate',
    version: 'live births',
    titles: ['Perinatal mortality ratio', '围产儿死亡比（活产）'],
    over: [['fetalDeathsFrom28Weeks', 'deathsBefore7Days'], 'liveBirths'],
    source: common,
  }),
  perMille({
    id: 'stillbirth-rate',
    version: 'total births',
    titles: ['Stillbirth rate', '死胎死产率'],
    over: ['fetalDeathsFrom28Weeks', totalBirths],
    source: 'Atlas of Birth (White Ribbon Alliance)',
  }),
];

const antenatal: Indicator[] = [
  ...both(
    { id: 'antenatal-coverage-1', titles: ['Antenatal care, at least one contact', '产前检查率'] },
    'mothersWithAntenatalCare',
  ),
  ratio({
    id: 'antenatal-coverage-1',
    version: 'visits',
    titles: ['Antenatal visits per 100 pregnant women', '产前检查率（每百名孕妇人次）'],
    over: ['antenatalVisits', 'pregnantWomen'],
    source: textbook,
  }),
  perCent({
    id: 'antenatal-coverage-4',
    version: 'closed records',
    titles: ['Antenatal care, at least four contacts', '产前检查4次及以上率'],
    over: ['closedAntenatalRecordsWith4Contacts', 'closedAntenatalRecords'],
    source: `${smartAnc}, ANC.IND.04 (draft)`,
  }),
  perCent({
    id: 'antenatal-coverage-4',
    version: 'live births',
    titles: ['Antenatal care, at least four contacts', '产前检查4次及以上率'],
    over: ['mothersWith4AntenatalContacts', 'liveBirths'],
    source: common,
  }),
  perCent({
    id: 'antenatal-coverage-5',
    version: 'live births',
    titles: ['Antenatal care, at least five contacts', '产前检查5次及以上率'],
    over: ['mothersWith5AntenatalContacts', 'liveBirths'],
    source: common,
  }),
  perCent({
    id: 'antenatal-coverage-5',
    version: 'mothers',
    titles: ['Antenatal care, at least five contacts', '产前检查5次及以上率'],
    over: ['mothersWith5AntenatalContacts', 'mothers'],
    source: common,
  }),
  ...both(
    { id: 'early-antenatal-coverage', titles: ['Antenatal care in the first 12 weeks', '孕早期检查率（早孕建册率）'] },
    'mothersWithEarlyAntenatalCare',
  ),
];

const delivery: Indicator[] = [
  perCent({
    id: 'hospital-delivery-rate',
    version: 'live births',
    titles: ['Hospital delivery rate', '住院分娩率'],
    over: ['liveBirthsInHospital', 'liveBirths'],
    source: annual,
  }),
  perCent({
    id: 'hospital-delivery-rate',
    version: 'mothers',
    titles: ['Hospital delivery rate', '住院分娩率（产妇）'],
    over: ['mothersDeliveredInHospital', 'mothers'],
    source: common,
  }),
  ...both({ id: 'postnatal-visit-rate', titles: ['Postnatal visit rate', '产后访视率'] }, 'mothersWithPostnatalVisit'),
  perCent({
    id: 'maternal-management-rate',
    version: 'live births',
    titles: ['Systematic management of mothers', '孕产妇系统管理率'],
    over: ['mothersSystematicallyManaged', 'liveBirths'],
    source: common,
  }),
  perCent({
    id: 'maternal-management-rate',
    version: 'mothers',
    titles: ['Systematic management of mothers', '孕产妇系统管理率（产妇）'],
    over: ['mothersSystematicallyManaged', 'mothers'],
    source: common,
  }),
  perCent({
    id: 'caesarean-rate',
    version: 'live births',
    titles: ['Caesarean rate', '剖宫产率'],
    over: ['liveBirthsByCaesarean', 'liveBirths'],
    source: common,
  }),
  perCent({
    id: 'caesarean-rate',
    version: 'mothers',
    titles: ['Caesarean rate', '剖宫产率（产妇）'],
    over: ['mothersDeliveredByCaesarean', 'mothers'],
    source: common,
  }),
];

const children: Indicator[] = [
  perCent({
    id: 'low-birth-weight-rate',
    version: 'live births',
    titles: ['Low birth weight (below 2500 g)', '低出生体重百分比'],
    over: ['liveBirthsBelow2500Grams', 'liveBirths'],
    source: common,
  }),
  perCent({
    id: 'exclusive-breastfeeding-6-months',
    version: 'children examined',
    titles: ['Exclusive breastfeeding to six months', '6个月内纯母乳喂养率'],
    over: ['infantsExclusivelyBreastfedTo6Months', 'infantsAskedAboutFeeding'],
    source: common,
  }),
  perCent({
    id: 'management-under-3',
    version: 'children under 3',
    titles: ['Systematic management of children under three', '3岁以下儿童系统管理率'],
    over: ['childrenUnder3SystematicallyManaged', 'childrenUnder3'],
    source: common,
  }),
  perCent({
    id: 'management-under-7',
    version: 'children under 7',
    titles: ['Health management of children under seven', '7岁以下儿童健康管理率'],
    over: ['childrenUnder7Managed', 'childrenUnder7'],
    source: common,
  }),
  of(
    10_000,
    'POISSON',
  )({
    id: 'birth-defect-rate',
    version: 'perinatal births',
    titles: ['Birth defects per 10 000 births from 28 weeks', '围产儿出生缺陷发生率（每万）'],
    over: ['perinatalBirthsWithDefects', totalBirths],
    source: common,
  }),
];

const screening: Indicator[] = [
  ...(
    [
      ['hiv', 'HIV', '艾滋病病毒', 'mothersTestedForHiv', 'mothersHivPositive'],
      ['syphilis', 'Syphilis', '梅毒', 'mothersTestedForSyphilis', 'mothersSyphilisPositive'],
    ] as const
  ).flatMap(([id, en, zh, tested, positive]) => [
    perCent({
      id: `${id}-testing-rate`,
      version: 'mothers',
      titles: [`${en} testing of mothers`, `孕产妇${zh}检测率`],
      over: [tested, 'mothers'],
      source: annual,
    }),
    perCent({
      id: `${id}-positive-rate`,
      version: 'tested',
      titles: [`${en} positive among those tested`, `孕产妇${zh}感染率`],
      over: [positive, tested],
      source: annual,
    }),
  ]),
  perCent({
    id: 'premarital-examination-rate',
    version: 'persons registering',
    titles: ['Premarital examination rate', '婚前医学检查率'],
    over: ['personsExaminedBeforeMarriage', 'personsRegisteringMarriage'],
    source: common,
  }),
  perCent({
    id: 'moderate-severe-anaemia-rate',
    version: 'mothers',
    titles: ['Moderate and severe anaemia of mothers', '孕产妇中重度贫血患病率'],
    over: ['mothersWithModerateOrSevereAnaemia', 'mothers'],
    source: annual,
    verified: false,
  }),
  perCent({
    id: 'moderate-severe-anaemia-rate',
    version: 'tested',
    titles: ['Moderate and severe anaemia among those tested', '孕产妇中重度贫血患病率（检测人数）'],
    over: ['mothersWithModerateOrSevereAnaemia', 'mothersTestedForAnaemia'],
    source: common,
  }),
];

/** Indicators of maternal and child health (妇幼卫生指标). Where sources differ by denominator, each is a version of its own. */
export const indicators: readonly Indicator[] = [...deaths, ...antenatal, ...delivery, ...children, ...screening];
