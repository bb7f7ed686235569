import { dominates, isKeptApart, type Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { clause, clearance } from '../../../src/access/rules.js';
import { beginningOf, dayAt, endOf } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { uuid } from '../../../src/database/writing.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, invalidState, notFound } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { type Counted, type CountedForm, differencesOf, figuresOf } from './figures.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { editionInForce } from './reportDefinitions.service.js';
import { periodOfSchedule } from './reportEnums.js';
import type { CompileReportInput } from './reports.inputs.js';
import { type ReproducedReport, StatisticalReport } from './statisticalReport.entity.js';

/** More lines than anybody reads; the database answers one more to say that there are more. */
const mostLines = 2000;

interface Answered extends Counted {
  label: Label;
}

/** Compiling the register's figures, and compiling them once more (P01.A09). */
export class StatisticalReportService {
  constructor(private readonly context: SignedInContext) {}

  compile({ definitionId, period, asOf }: CompileReportInput): Promise<StatisticalReport> {
    const { viewer, core, database } = this.context;
    return database.write(this.context, async (writing) => {
      const { em } = writing;
      const definition = await writing.find('compileReport', ReportDefinition, definitionId);
      const edition = await editionInForce(writing, definition);
      if (!dominates(viewer.clearance, definition.upTo))
        throw core.denials.refusal(notCleared, clause('P01.A17', clearance(definition.upTo)), viewer);
      const span = definition.schedule
        ? this.periodFor(definition, period, asOf)
        : { period: null, since: null, asOf: this.momentFor(period, asOf) };
      const since = edition.registeredInPeriod ? span.since : null;
      const [held] = await em.execute<{ position: string }[]>('select customers.hold_register() as position');
      const [row] = await em.execute<{ counted: Answered }[]>(
        'select customers.count_register(?::json, ?::timestamptz, ?::bigint, ?::access.label, ?::uuid, ?::timestamptz) as counted',
        [
          JSON.stringify(edition),
          span.asOf.toISOString(),
          held!.position,
          definition.upTo,
          viewer.personId,
          since?.toISOString() ?? null,
        ],
      );
      const { label, ...counted } = row!.counted;
      if (counted.rows.length > mostLines) throw tooManyLines();
      const me = em.getReference(Person, viewer.personId);
      return em.create(StatisticalReport, {
        definition,
        edition,
        department: definition.department,
        title: edition.title,
        period: span.period,
        since,
        asOf: span.asOf,
        position: String(held!.position),
        counted,
        form: { groups: edition.groups, measures: edition.measures },
        compiledBy: me,
        label,
        keeper: isKeptApart(label) ? me : null,
      });
    });
  }

  /** Counts again from the history, and names each figure that is not what it was. */
  async reproduce(id: string): Promise<ReproducedReport> {
    const { database, core, locale } = this.context;
    const [report] = uuid.test(id) ? await database.read<Again>(this.context, { sql: again, parameters: [id] }) : [];
    if (!report) throw notFound('StatisticalReport');
    const { label, compartments, form, counted } = report;
    await core.audit.log.now(this.context, {
      action: 'read',
      call: 'reproduceReport',
      type: 'StatisticalReport',
      id,
      label,
      compartments,
    });
    const differences = differencesOf(form, counted, report.again, locale);
    return { id, isEqual: differences.length === 0, figures: figuresOf(form, report.again, locale), differences };
  }

  private periodFor(definition: ReportDefinition, period: string | null | undefined, asOf: Date | null | undefined) {
    const kind = periodOfSchedule[definition.schedule!];
    const present = periodOf(kind, dayAt(this.context.now)).key;
    const wrong = (message: Message) => badInput([{ path: asOf ? 'input.asOf' : 'input.period', message }]);
    if (!period || asOf)
      throw wrong({
        en: `This report has a schedule: give its period, such as ${present}, and no asOf.`,
        zh: `该报表按期编制：请填写期间，例如 ${present}，并省略 asOf。`,
      });
    const wanted = periodOf(kind, firstDayNamed(period));
    if (wanted.key !== period)
      throw wrong({ en: `Give a period such as ${present}.`, zh: `请填写期间，例如 ${present}。` });
    const end = endOf(wanted.last);
    if (end > this.context.now)
      throw wrong({
        en: `${period} is not over. It can be compiled from ${end.toISOString()} on.`,
        zh: `${period} 尚未结束，自 ${end.toISOString()} 起可以编制。`,
      });
    // The last moment of the period.
    return { period, since: beginningOf(wanted.first), asOf: new Date(end.getTime() - 1) };
  }

  private momentFor(period: string | null | undefined, asOf: Date | null | undefined): Date {
    const wrong = (path: string, message: Message) => badInput([{ path, message }]);
    if (period)
      throw wrong('input.period', {
        en: 'This report has no schedule: give asOf, or nothing for the present register.',
        zh: '该报表不按期编制：请填写 asOf；省略则按当前登记册编制。',
      });
    if (asOf && asOf > this.context.now)
      throw wrong('input.asOf', { en: 'Give a moment that is over.', zh: '请填写已过去的时间。' });
    return asOf ?? this.context.now;
  }
}

interface Again extends Record<string, unknown> {
  label: Label;
  compartments: string[];
  form: CountedForm;
  counted: Counted;
  again: Counted;
}

const again = `select r.label, r.compartments, r.form, r.counted,
    customers.count_register(json_build_object('groups', e.groups, 'kinds', e.kinds, 'professions', e.professions,
      'provinces', e.provinces, 'departments', e.departments, 'capitalCurrency', e.capital_currency),
      r.as_of, r.position, r.label, r.compiled_by_id, r.since) as again
  from customers.statistical_report r join customers.report_edition e on e.id = r.edition_id where r.id = $1`;

/** Whatever somebody writes as a period; a wrong one gives another key than was asked for. */
function firstDayNamed(period: string): string {
  const [, year, half, quarter, month] = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)))?$/.exec(period) ?? [];
  const first = half ? Number(half) * 6 - 5 : quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

const notCleared: Message = {
  en: 'You are not cleared for what this report counts.',
  zh: '您的涉密权限不足以编制该报表。',
};

const tooManyLines = () =>
  invalidState({
    en: `It would have more than ${mostLines} lines. Take a group out, or filter (changeReportItems).`,
    zh: `行数将超过 ${mostLines}。请减少分组或增加筛选（changeReportItems）。`,
  });
