/** A count that indicators are made of, in the words of the field, and the count that it is never more than. */
export interface ShippedTerm {
  title: string;
  partOf?: string;
}

/** Terms of the shipped indicators (指标项) by code. */
export const shippedTerms: Readonly<Record<string, ShippedTerm>> = {
  liveBirths: { title: '活产数' },
  mothers: { title: '产妇数' },
  pregnantWomen: { title: '孕妇数' },
  pregnantWomenAndMothers: { title: '孕产妇总数' },
  maternalDeaths: { title: '孕产妇死亡数' },
  fetalDeathsFrom28Weeks: { title: '孕28周及以上死胎死产数' },
  deathsBefore7Days: { title: '早期新生儿死亡数', partOf: 'deathsBefore28Days' },
  deathsBefore28Days: { title: '新生儿死亡数', partOf: 'deathsBefore1Year' },
  deathsBefore1Year: { title: '婴儿死亡数', partOf: 'deathsBefore5Years' },
  deathsBefore5Years: { title: '5岁以下儿童死亡数' },
  mothersWithAntenatalCare: { title: '产前检查人数', partOf: 'mothers' },
  antenatalVisits: { title: '产前检查人次数' },
  closedAntenatalRecords: { title: '结案孕产保健卡数' },
  closedAntenatalRecordsWith4Contacts: { title: '结案且检查4次及以上人数', partOf: 'closedAntenatalRecords' },
  mothersWith4AntenatalContacts: { title: '产前检查4次及以上人数', partOf: 'mothersWithAntenatalCare' },
  mothersWith5AntenatalContacts: { title: '产前检查5次及以上人数', partOf: 'mothersWith4AntenatalContacts' },
  mothersWithEarlyAntenatalCare: { title: '孕早期检查人数', partOf: 'mothersWithAntenatalCare' },
  liveBirthsInHospital: { title: '住院分娩活产数', partOf: 'liveBirths' },
  mothersDeliveredInHospital: { title: '住院分娩产妇数', partOf: 'mothers' },
  mothersWithPostnatalVisit: { title: '产后访视人数', partOf: 'mothers' },
  mothersSystematicallyManaged: { title: '系统管理产妇数', partOf: 'mothers' },
  liveBirthsByCaesarean: { title: '剖宫产活产数', partOf: 'liveBirths' },
  mothersDeliveredByCaesarean: { title: '剖宫产产妇数', partOf: 'mothers' },
  liveBirthsBelow2500Grams: { title: '低出生体重活产数', partOf: 'liveBirths' },
  infantsAskedAboutFeeding: { title: '母乳喂养调查人数' },
  infantsExclusivelyBreastfedTo6Months: { title: '6个月内纯母乳喂养人数', partOf: 'infantsAskedAboutFeeding' },
  childrenUnder3: { title: '3岁以下儿童数' },
  childrenUnder3SystematicallyManaged: { title: '3岁以下儿童系统管理人数', partOf: 'childrenUnder3' },
  childrenUnder7: { title: '7岁以下儿童数' },
  childrenUnder7Managed: { title: '7岁以下儿童健康管理人数', partOf: 'childrenUnder7' },
  perinatalBirthsWithDefects: { title: '围产儿出生缺陷例数' },
  mothersTestedForHiv: { title: '艾滋病病毒检测人数', partOf: 'mothers' },
  mothersHivPositive: { title: '艾滋病病毒感染人数', partOf: 'mothersTestedForHiv' },
  mothersTestedForSyphilis: { title: '梅毒检测人数', partOf: 'mothers' },
  mothersSyphilisPositive: { title: '梅毒感染人数', partOf: 'mothersTestedForSyphilis' },
  personsRegisteringMarriage: { title: '结婚登记人数' },
  personsExaminedBeforeMarriage: { title: '婚前医学检查人数', partOf: 'personsRegisteringMarriage' },
  mothersTestedForAnaemia: { title: '血红蛋白检测人数', partOf: 'mothers' },
  mothersWithModerateOrSevereAnaemia: { title: '中重度贫血人数', partOf: 'mothersTestedForAnaemia' },
};
