// Writes src/calendar/decrees.ts: which days the State Council's notices make holidays and which weekends working days.
// The days come from the data of the package chinese-days (MIT), the notices from gov.cn; run it with the path of that
// package's dist/chinese-days.json. A year that the file lacks is imported by an administrator with importHolidayDecree.
import { readFileSync, writeFileSync } from 'node:fs';

const gov = 'https://www.gov.cn';

/** Year, number, issued on, address. No number or address where none was found at an official place. */
const notices = [
  [2004, null, null, null],
  [2005, null, null, null],
  [2006, null, '2005-12-22', `${gov}/jrzg/2005-12/22/content_133837.htm`],
  [2007, '国办发明电〔2006〕49号', '2006-12-14', `${gov}/fwxx/sh/2006-12/18/content_471877.htm`],
  [2008, '国办发明电〔2007〕52号', '2007-12-15', `${gov}/zwgk/2007-12/18/content_837184.htm`],
  [2009, '国办发明电〔2008〕42号', '2008-12-04', `${gov}/zwgk/2008-12/10/content_1174014.htm`],
  [2010, '国办发明电〔2009〕27号', '2009-12-08', `${gov}/zwgk/2009-12/08/content_1482691.htm`],
  [2011, '国办发明电〔2010〕40号', '2010-12-10', `${gov}/zwgk/2010-12/10/content_1762643.htm`],
  [2012, '国办发明电〔2011〕45号', '2011-12-06', `${gov}/zwgk/2011-12/06/content_2012097.htm`],
  [2013, '国办发明电〔2012〕33号', '2012-12-08', `${gov}/zwgk/2012-12/10/content_2286598.htm`],
  [2014, '国办发明电〔2013〕28号', '2013-12-11', `${gov}/zwgk/2013-12/11/content_2546204.htm`],
  [2015, '国办发明电〔2014〕28号', '2014-12-16', `${gov}/zhengce/content/2014-12/16/content_9302.htm`],
  [2016, '国办发明电〔2015〕18号', '2015-12-10', `${gov}/zhengce/content/2015-12/10/content_10394.htm`],
  [2017, '国办发明电〔2016〕17号', '2016-12-01', `${gov}/zhengce/content/2016-12/01/content_5141603.htm`],
  [2018, '国办发明电〔2017〕12号', '2017-11-30', `${gov}/zhengce/content/2017-11/30/content_5243579.htm`],
  [2019, '国办发明电〔2018〕15号', '2018-12-04', `${gov}/xinwen/2018-12/06/content_5346287.htm`],
  [2020, '国办发明电〔2019〕16号', '2019-11-21', `${gov}/zhengce/content/2019-11/21/content_5454164.htm`],
  [2021, '国办发明电〔2020〕27号', '2020-11-25', `${gov}/zhengce/content/2020-11/25/content_5564127.htm`],
  [2022, '国办发明电〔2021〕11号', '2021-10-25', `${gov}/zhengce/content/2021-10/25/content_5644835.htm`],
  [2023, '国办发明电〔2022〕16号', '2022-12-08', `${gov}/zhengce/content/2022-12/08/content_5730844.htm`],
  [2024, '国办发明电〔2023〕7号', '2023-10-25', `${gov}/zhengce/content/202310/content_6911527.htm`],
  [2025, '国办发明电〔2024〕12号', '2024-11-12', `${gov}/zhengce/zhengceku/202411/content_6986383.htm`],
  [2026, '国办发明电〔2025〕7号', '2025-11-04', `${gov}/zhengce/zhengceku/202511/content_7047091.htm`],
];

/** Notices that changed a year afterwards, with the days that they changed. */
const changes = [
  [
    2015,
    '国发明电〔2015〕1号',
    '2015-05-13',
    `${gov}/zhengce/content/2015-05/13/content_9742.htm`,
    '2015-09-03',
    '2015-09-06',
  ],
  [
    2019,
    '国办发明电〔2019〕3号',
    '2019-03-22',
    `${gov}/zhengce/content/2019-03/22/content_5375877.htm`,
    '2019-04-28',
    '2019-05-05',
  ],
  [
    2020,
    '国办发明电〔2020〕1号',
    '2020-01-27',
    `${gov}/zhengce/content/2020-01/27/content_5472352.htm`,
    '2020-01-31',
    '2020-02-02',
  ],
];

const next = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** What lies in December belongs to New Year, and so to the notice for the next year. */
const noticeYear = (day) => Number(day.slice(0, 4)) + (day.slice(5, 7) === '12' ? 1 : 0);

const { holidays, workdays } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const days = [
  ...Object.entries(holidays).map(([date, text]) => ({ date, kind: 'HOLIDAY', name: text.split(',')[1] })),
  ...Object.entries(workdays).map(([date, text]) => ({ date, kind: 'WORKDAY', name: text.split(',')[1] })),
].sort((a, b) => (a.date < b.date ? -1 : 1));

/** `2026-01-01..2026-01-03 元旦`: days of one kind and name that follow each other. */
function spans(list) {
  const found = [];
  for (const { date, name } of list) {
    const last = found.at(-1);
    if (last && last.name === name && next(last.to) === date) last.to = date;
    else found.push({ from: date, to: date, name });
  }
  return found.map(({ from, to, name }) => `${from === to ? from : `${from}..${to}`} ${name}`);
}

function entry([year, number, publishedOn, url], mine) {
  const of = (kind) => spans(days.filter((day) => day.kind === kind && mine(day.date)));
  return { year, number, publishedOn, url, holidays: of('HOLIDAY'), workdays: of('WORKDAY') };
}

const changed = (date) => changes.some(([, , , , from, to]) => date >= from && date <= to);
const decrees = [
  ...notices.map((notice) => entry(notice, (date) => noticeYear(date) === notice[0] && !changed(date))),
  ...changes.map((change) => entry(change, (date) => date >= change[4] && date <= change[5])),
].sort((a, b) => a.year - b.year || ((a.publishedOn ?? '') < (b.publishedOn ?? '') ? -1 : 1));

const literal = (value) => (value === null ? 'null' : `'${value}'`);
const list = (name, items) =>
  items.length === 0
    ? `    ${name}: [],`
    : `    ${name}: [\n${items.map((item) => `      '${item}',`).join('\n')}\n    ],`;
writeFileSync(
  'src/calendar/decrees.ts',
  `// Written by scripts/holidays.mjs.
import type { DecreeData } from './decreeData.js';

/** What the State Council decreed of the years so far; of a year that was changed, the later notice with what it changed. */
export const decrees: readonly DecreeData[] = [
${decrees
  .map(
    ({ year, number, publishedOn, url, holidays, workdays }) =>
      `  {\n    year: ${year},\n    number: ${literal(number)},\n    publishedOn: ${literal(publishedOn)},\n    url: ${literal(url)},\n${list('holidays', holidays)}\n${list('workdays', workdays)}\n  },`,
  )
  .join('\n')}
];
`,
);
