import { pick, pickWeighted, type Random } from '../../src/random.js';

// Rare second characters: a trade name made of them hardly ever is a real firm's.
const markFirst = '恒宏瑞盛泰华金隆裕永广兴安祥通正同万新信旭益元长志众启聚汇融联乾昊翰泓晟铭昱承德嘉润远';
const markSecond = '砺峥垚崧磐岫砚嵘垣岑峤澍铎钊珩琮岱邺湛淼';

/** An invented trade name (字号) of two characters. */
export const mark = (random: Random): string => pick(random, [...markFirst]) + pick(random, [...markSecond]);

const surnames: readonly [string, number][] = [
  ...[...'王李张刘陈杨赵黄周吴'].map((name): [string, number] => [name, 6]),
  ...[...'徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许'].map((name): [string, number] => [name, 2]),
  ...[
    ...'傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔白崔康邱秦江史顾侯邵孟龙段雷钱汤尹黎常武乔贺赖龚',
  ].map((name): [string, number] => [name, 1]),
  ['欧阳', 1],
];

const givenNames = (
  '建国 建平 志远 志宏 国栋 国平 海涛 海峰 文博 文清 永胜 永红 俊峰 俊生 晓东 晓光 春生 春雷 立新 立民 振华 振宇 宏伟 宏亮 ' +
  '学文 学军 占军 占奎 玉林 玉山 树林 树森 德胜 德福 长青 长河 金山 金柱 福生 福林 兴旺 兴华 新民 新平 世杰 世昌 耀东 耀辉 ' +
  '明远 明亮 庆林 庆生 卫东 卫国 维军 保平 跃进 利民 广生 云飞 子轩 浩然 宇航 天宇 嘉明 少华 继红 景龙 向阳 东升 根生 喜顺 ' +
  '秀英 秀兰 桂兰 桂芳 丽华 丽娟 淑芬 淑珍 玉梅 玉珍 晓燕 晓红 海燕 海霞 春梅 春燕 雪梅 雪莲 爱华 爱玲 美玲 美华 ' +
  '慧敏 慧芳 雅琴 雅丽 佳慧 佳怡 梦瑶 思雨 欣怡 婉婷 彩霞 彩云 凤英 凤霞 红梅 红霞 志芳 翠萍 素琴 月娥 ' +
  '斌 婷 萍 辉 莉 旭 娟 燕 静'
).split(' ');

export const personName = (random: Random): string => pickWeighted(random, surnames) + pick(random, givenNames);
