import { Person } from '../../../src/access/person.entity.js';
import { dayAt, yearOf } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, conflict } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import { AnnualReport } from './annualReport.entity.js';
import type { AnnualReportInput, CollectAnnualReportArgs } from './annualReport.inputs.js';

const tidy = ({ summary, turnover, profit, source, sourceDetail }: AnnualReportInput) => ({
  summary: summary.trim(),
  turnover: turnover ?? null,
  profit: profit ?? null,
  source,
  sourceDetail: sourceDetail?.trim() || null,
});

/** Collecting customers' reports of the years (P02.A04). */
export class AnnualReportService {
  constructor(private readonly context: SignedInContext) {}

  collect({ customerId, year, kind, input }: CollectAnnualReportArgs): Promise<AnnualReport> {
    const { context } = this;
    if (year > yearOf(dayAt(context.now)))
      throw badInput([{ path: 'year', message: { en: 'Give a year that has begun.', zh: '请填写已经开始的年份。' } }]);
    return context.database.write(context, async (writing) => {
      const customer = await writing.find('collectAnnualReport', Customer, customerId);
      if (await writing.em.findOne(AnnualReport, { customer: customerId, year, kind })) throw collectedAlready();
      const { label, compartments, keeper } = customer;
      return writing.em.create(AnnualReport, {
        customer,
        year,
        kind,
        ...tidy(input),
        collectedBy: writing.em.getReference(Person, context.viewer.personId),
        label,
        compartments,
        keeper,
      });
    });
  }

  update(id: string, version: number, input: AnnualReportInput): Promise<AnnualReport> {
    return this.context.database.write(this.context, async (writing) => {
      const report = await writing.find('updateAnnualReport', AnnualReport, id, version);
      return Object.assign(report, tidy(input));
    });
  }
}

const collectedAlready = () =>
  conflict({
    en: 'The report of that year is there already. Change it with updateAnnualReport.',
    zh: '该年度的报告已收集，请用 updateAnnualReport 更改。',
  });
