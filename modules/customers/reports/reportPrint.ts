import { type Label } from '../../../src/access/labels.js';
import type { Context } from '../../../src/context.js';
import { definePrint } from '../../../src/printing/printedTable.js';
import { type Counted, type CountedForm, figuresOf } from './figures.js';
import { groupTitles, measureTitles, ReportMeasure } from './reportEnums.js';
import { refuseUnchecked } from './reports.permissions.js';
import { type ReportFigure, StatisticalReport } from './statisticalReport.entity.js';

interface Row extends Record<string, unknown> {
  id: string;
  label: Label;
  compartments: string[];
  title: string;
  number: string | null;
  period: string | null;
  as_of: Date;
  checked_at: Date | null;
  checked_by: string[];
  issued_at: Date | null;
  currency: string;
  form: CountedForm;
  counted: Counted;
  compiled_by: string | null;
}

const sql = `select r.id, r.label, r.compartments, r.title, r.number, r.period, r.as_of, r.checked_at, r.checked_by, r.issued_at,
    e.capital_currency as currency, r.form, r.counted, p.display_name as compiled_by
  from customers.statistical_report r
  left join customers.report_edition e on e.id = r.edition_id
  left join access.person p on p.id = r.compiled_by_id
  where r.id = $1`;

/** P01.A12: every report in one form. */
export const reportPrint = definePrint({
  name: 'reports',
  title: { en: 'report', zh: '报表' },
  entity: StatisticalReport,
  async print(context, id) {
    const [row] = await context.database.read<Row>(context, { sql, parameters: [id] });
    if (!row) return undefined;
    refuseUnchecked(context, { checkedAt: row.checked_at });
    return { id: row.id, label: row.label, compartments: row.compartments, table: tableOf(row, context) };
  },
});

function tableOf(row: Row, { locale }: Context) {
  const { groups, measures } = row.form;
  const words = (en: string, zh: string) => (locale === 'zh' ? zh : en);
  const figures = figuresOf(row.form, row.counted, locale);
  const facts: [string, string | null][] = [
    [words('Number', '期号'), row.number],
    [words('Period', '期间'), row.period],
    [words('Register as of', '数据截至'), localMoment(row.as_of)],
    [words('Currency', '币种'), row.currency],
    [words('Compiled by', '编制'), row.compiled_by],
    [words('Checked by', '审查'), row.checked_by.join(words(', ', '、'))],
    [words('Issued', '发布'), row.issued_at && localMoment(row.issued_at)],
  ];
  return {
    title: row.title,
    facts: facts.filter((fact): fact is [string, string] => Boolean(fact[1])),
    columns: [
      ...(groups.length > 0 ? groups.map((group) => groupTitles[group][locale]) : ['']),
      ...measures.map((measure) => measureTitles[measure][locale]),
    ],
    rows: figures.map((figure) => [
      ...padded(figure.titles, groups.length),
      ...measures.map((one) => cellOf(figure, one)),
    ]),
    madeAt: row.as_of,
  };
}

/** The total has one title, for the first column. */
const padded = (titles: readonly string[], columns: number): (string | null)[] => [
  ...titles,
  ...Array.from({ length: Math.max(0, columns - titles.length) }, () => null),
];

const cells: Record<ReportMeasure, (figure: ReportFigure) => number | string | null> = {
  FILES: ({ files }) => files,
  CAPITAL_FILES: ({ capitalFiles }) => capitalFiles,
  CAPITAL_SUM: ({ capitalSum }) => capitalSum,
  CAPITAL_MEAN: ({ capitalMean }) => capitalMean,
};

const cellOf = (figure: ReportFigure, measure: ReportMeasure) => cells[measure](figure);

const localMoment = (moment: Date): string =>
  new Date(moment).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);
