import type { LabelledEntity } from '../access/entity.js';
import { Label } from '../access/labels.js';
import type { Rulebook } from '../access/rulebook.js';
import { type Calendar, weekdaysOnly } from '../calendar/calendar.js';
import { type Day, dayAt } from '../calendar/dates.js';
import { ahead, type Deadline, deadline, type Period, type Term } from '../calendar/deadline.js';
import type { Holidays } from '../calendar/holidays.js';
import { type Ask, askingOf } from '../database/asking.js';
import type { Database } from '../database/database.js';
import { metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { Writing } from '../database/writing.js';
import { invalidState } from '../errors.js';
import type { Interpretations } from '../interpretations/interpretations.js';
import type { Module } from '../module.js';
import type { Notices } from '../notices/notices.js';
import { type DutyDefinition, dutiesOf, type KnownDuty, periodsOf, rolesEnoughFor, waiversOf } from './duty.js';
import { keepHolders } from './holders.js';
import { openPeriods } from './openPeriods.js';
import { moveOvertaken } from './pauses.js';
import { type DutyPeriod, periodOf } from './periods.js';
import { recompute } from './recompute.js';
import { type ChosenPeriod, openSeries, type SeriesBeginning } from './series.js';

/** A record that a duty can be about. */
export type Subject = { id: string } & Partial<Pick<LabelledEntity, 'label' | 'compartments' | 'keeper'>> & {
    department?: { id: string } | null;
  };

export interface Beginning {
  /** What it is about, of the type that the duty's `subject` names. */
  record?: Subject;
  /** Who has to do it; without, those who hold the role in the duty's `by`. */
  person?: { id: string };
  /** The record's unless given. */
  department?: { id: string } | null;
  /** From when the time is counted; now unless given. */
  from?: Date;
  /** Learns of no duty about the record, whatever their roles: whom it is about. */
  keptFrom?: { id: string } | null;
}

export interface Fulfilment {
  record?: { id: string };
  /** Only that of this person, where several have the same duty. */
  person?: { id: string };
  /** Of a duty of the calendar or of a series, for example 2026-H1; of the calendar the period of now unless given. */
  period?: string;
  /** Of a series that follows an interpretation: the periods in which this day lies. */
  on?: Day;
}

/** What must be done by when: begun and fulfilled in the transaction of what causes it. */
export class Duties {
  readonly known: ReadonlyMap<string, KnownDuty>;

  constructor(
    readonly modules: readonly Module[],
    private readonly rulebook: Rulebook,
    readonly holidays: Holidays,
    readonly interpretations: Interpretations,
    readonly notices: Notices,
    readonly isEnabled: (module: string) => boolean,
  ) {
    this.known = new Map(dutiesOf(modules).map((duty) => [duty.name, duty]));
  }

  /** Tells the database which duties there are and which roles see them. */
  async start(database: Database): Promise<void> {
    const roles = this.modules.flatMap((module) => Object.keys(module.roles ?? {}));
    const definitions = [...this.known.values()].map((duty) => ({
      name: duty.name,
      module: duty.module,
      since: duty.since && `${duty.since}T00:00:00+08:00`,
      waivedBy: waiversOf(duty),
      waivesOwn: duty.waivesOwn ?? false,
      seenBy: [
        ...(duty.subject && !duty.seenByNoOthers
          ? rolesEnoughFor(this.rulebook.rowRule(duty.subject.name, 'read'), roles)
          : []),
        ...(duty.seenBy ? rolesEnoughFor(duty.seenBy, roles) : []),
        ...(duty.by && !duty.seenByNoOthers ? [duty.by] : []),
        ...(duty.escalateTo ? [duty.escalateTo] : []),
      ],
    }));
    await database.call('select duties.register($1::json)', [JSON.stringify(definitions)]);
  }

  /**
   * Begins a duty together with what causes it. Answers its id.
   *
   * @throws INVALID_STATE where the person named may not know of the record: nobody is given a duty that is hidden from them
   */
  async begin({ em, context: { now } }: Writing, name: string, beginning: Beginning): Promise<string> {
    const duty = this.of(name);
    const { record, person, from = now } = beginning;
    if ((record !== undefined) !== (duty.subject !== undefined))
      throw new Error(`The duty ${name} is about ${duty.subject?.name ?? 'no record'}.`);
    await em.flush();
    const ask = askingOf(em);
    const { term, interpretation } = await this.termOf(ask, duty);
    if (!term) throw new Error(`The duty ${name} has no time limit from an event.`);
    const calendar = await this.calendarFor(ask, duty, term);
    const given = {
      ...described(duty),
      ...ofRecord(duty, record),
      ...timed(calendar, duty, from < now ? from : now, from, term, deadline(calendar, from, term)),
      beginsAt: now,
      interpretation,
      person: person?.id,
      department: beginning.department === undefined ? record?.department?.id : beginning.department?.id,
    };
    if (record && beginning.keptFrom)
      await ask('select duties.keep_from(?, ?, ?)', [duty.subject!.name, record.id, beginning.keptFrom.id]);
    const [begun] = await ask<{ id: string }>('select duties.begin(?::json, ?) as id', [
      JSON.stringify([given]),
      now.toISOString(),
    ]);
    if (!begun) throw hiddenFromThem;
    return begun.id;
  }

  /** When such a duty would be due that began at a moment. */
  async deadlineOf({ em }: Writing, name: string, from: Date): Promise<Deadline> {
    const duty = this.of(name);
    const ask = askingOf(em);
    const { term } = await this.termOf(ask, duty);
    if (!term) throw new Error(`The duty ${name} has no time limit from an event.`);
    return deadline(await this.calendarFor(ask, duty, term), from, term);
  }

  /**
   * Begins a duty that the record has in the present period and in each further one, until `endSeries`.
   *
   * @throws INVALID_STATE where the person named may not know of the record
   */
  async beginSeries(
    { em, context: { now } }: Writing,
    name: string,
    { record, person, department, period: fixed, ...series }: SeriesBeginning,
  ): Promise<void> {
    const duty = this.of(name);
    if (!duty.series || !duty.subject) throw new Error(`The duty ${name} is no series.`);
    const ask = askingOf(em);
    const chosen = fixed ?? (typeof duty.series === 'object' ? (await this.seriesPeriod(ask, duty)).period : undefined);
    if (!chosen) throw new Error(`The series ${name} names no period, and follows no interpretation.`);
    await em.flush();
    if (person && person !== 'keeper') {
      const { label, compartments, keeper, recordType } = ofRecord(duty, record);
      const known = [
        person.id,
        label,
        `{${compartments.join(',')}}`,
        keeper ?? null,
        recordType,
        record.id,
        now.toISOString(),
      ];
      const [row] = await ask<{ knows: boolean }>(
        'select duties.may_know(?, ?, ?::text[], ?, ?, ?, ?) as knows',
        known,
      );
      if (!row!.knows) throw hiddenFromThem;
    }
    const recordTable = qualifiedTable(metadataOf(em.getMetadata(), duty.subject));
    const given = {
      name,
      recordType: duty.subject.name,
      recordId: record.id,
      recordTable,
      period: chosen,
      ...series,
      ...(person === 'keeper' ? { byKeeper: true } : { person: person?.id }),
      department: department?.id,
    };
    await ask('select duties.begin_series(?::json, ?)', [JSON.stringify(given), now.toISOString()]);
    await ask('select duties.follow_series(?, ?, ?)', [name, record.id, fixed === undefined]);
    await openSeries(this, ask, duty, now, record.id);
  }

  /** No further period is asked for; what was not due yet goes with it, a breach stays. */
  async endSeries({ em, context: { now } }: Writing, name: string, record: { id: string }): Promise<void> {
    await askingOf(em)('select duties.end_series(?, ?, ?)', [this.of(name).name, record.id, now.toISOString()]);
  }

  /** What was not due yet has become void, such as the log of a shift that does not take place; what is late already stays. */
  async drop({ em, context: { now } }: Writing, name: string, { record, person }: Fulfilment): Promise<void> {
    const duty = this.of(name);
    await em.flush();
    const given = { name, person: person?.id, recordId: record?.id, recordType: record && duty.subject?.name };
    await askingOf(em)('select duties.drop(?::json, ?)', [JSON.stringify(given), now.toISOString()]);
  }

  /** Says that what the duty asks is done. Answers the ids of the duties that were open; none is no error. */
  async fulfil({ em, context: { now } }: Writing, name: string, fulfilment: Fulfilment = {}): Promise<string[]> {
    const duty = this.of(name);
    const ask = askingOf(em);
    await em.flush();
    if (duty.calendar) await openPeriods(this, ask, duty, now);
    if (duty.series) await openSeries(this, ask, duty, now, fulfilment.record?.id);
    if (duty.eachHolder) await keepHolders(this, ask, duty, now);
    await moveOvertaken(this, ask, now, [duty.module]);
    const given = {
      name,
      person: fulfilment.person?.id,
      recordId: fulfilment.record?.id,
      recordType: fulfilment.record && duty.subject?.name,
    };
    // Where the length of the periods was changed, one that began before may still be open beside the present one.
    const { period: named, on = duty.calendar ? dayAt(now) : undefined } = fulfilment;
    const periods = named !== undefined || on === undefined ? [named] : periodsAt(duty, on).map(({ key }) => key);
    const done: string[] = [];
    for (const period of periods) {
      const rows = await ask<{ id: string }>('select duties.fulfil(?::json, ?) as id', [
        JSON.stringify({ ...given, period }),
        now.toISOString(),
      ]);
      done.push(...rows.map(({ id }) => id));
    }
    return done;
  }

  /** Waives what is open of a duty about a record, where a module's own mutation gives up what caused it. */
  async waive({ em, context: { now } }: Writing, name: string, record: { id: string }, reason: string): Promise<void> {
    const ask = askingOf(em);
    await em.flush();
    await ask(
      `select duties.waive(d.id, ?, ?) from duties.duty d
       where d.name = ? and d.record_id = ? and d.fulfilled_at is null and d.waived_at is null`,
      [reason, now.toISOString(), this.of(name).name, record.id],
    );
  }

  /** Computes anew what depended on a year of which something was decreed, and tells whoever is responsible. */
  recompute(ask: Ask, year: number, calendar: Calendar, now: Date): Promise<void> {
    return recompute(this, ask, year, calendar, now);
  }

  of(name: string): KnownDuty {
    const duty = this.known.get(name);
    if (!duty) throw new Error(`No installed module has a duty ${name}.`);
    return duty;
  }

  /** How long, as the texts are read now; undefined for a duty that is due at the end of its period. */
  async termOf(
    ask: Ask,
    { within }: KnownDuty,
  ): Promise<{ term: Term | undefined; interpretation: string | undefined }> {
    if (!within || !('interpretation' in within)) return { term: within, interpretation: undefined };
    const { id } = within.interpretation;
    const choice = await this.interpretations.choiceOf(ask, id);
    return { term: within.terms[choice], interpretation: `${id}: ${choice}` };
  }

  /** Of which period a duty of the calendar is now, and since when an administrator has set it so. */
  async periodOf(
    ask: Ask,
    { name, calendar }: KnownDuty,
  ): Promise<{ period: Period; since: Date | undefined; interpretation: string | undefined }> {
    if (!calendar) throw new Error(`The duty ${name} does not come by the calendar.`);
    if (typeof calendar === 'string') return { period: calendar, since: undefined, interpretation: undefined };
    const { id } = calendar.interpretation;
    const { choice, since } = await this.interpretations.choiceSince(ask, id);
    return { period: calendar.periods[choice]!, since, interpretation: `${id}: ${choice}` };
  }

  /** How long the periods of its series are that follow its interpretation. */
  async seriesPeriod(ask: Ask, { name, series }: KnownDuty): Promise<ChosenPeriod> {
    if (typeof series !== 'object') throw new Error(`The series ${name} follows no interpretation.`);
    const { id } = series.interpretation;
    const { choice, since } = await this.interpretations.choiceSince(ask, id);
    return { period: series.periods[choice]!, since, interpretation: `${id}: ${choice}` };
  }

  /** Where nothing depends on it, no calendar is read. */
  async calendarFor(ask: Ask, duty: KnownDuty, term: Term | undefined): Promise<Calendar> {
    const asks = [term, ...(duty.remindBefore ?? [])].some(
      (one) => one && ('workingDays' in one || ('toWorkingDay' in one && one.toWorkingDay)),
    );
    return asks ? this.holidays.current(ask) : weekdaysOnly;
  }
}

const hiddenFromThem = invalidState({
  en: 'Whoever has to do it may not see the record. Give them a grant first, or name somebody else.',
  zh: '责任人无权知悉该记录。请先授权，或另行指定责任人。',
});

/** The periods in which a day lies, of each length that a duty can have. */
export const periodsAt = (duty: DutyDefinition, day: Day): DutyPeriod[] =>
  periodsOf(duty).map((period) => periodOf(period, day));

export const described = ({ name, module, clause, by }: KnownDuty) => ({ name, module, clause, role: by });

const ofRecord = ({ subject }: KnownDuty, record: Subject | undefined) => ({
  label: record?.label ?? Label.INTERNAL,
  compartments: record?.compartments ?? [],
  keeper: record?.keeper?.id,
  recordType: record && subject?.name,
  recordId: record?.id,
});

/** A deadline with everything that is needed to compute it again, and the reminders before it. */
export const timed = (
  calendar: Calendar,
  duty: Pick<KnownDuty, 'remindBefore'>,
  begins: Date,
  from: Date,
  term: Term,
  { dueAt, provisional, years }: Deadline,
) => ({
  from,
  term,
  dueAt,
  provisional,
  years,
  reminders: (duty.remindBefore ?? [])
    .map((before) => ahead(calendar, dueAt, before))
    .filter((moment) => moment > begins && moment < dueAt),
});
