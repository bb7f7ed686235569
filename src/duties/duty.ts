import { Label } from '../access/labels.js';
import type { Rule } from '../access/rules.js';
import type { Viewer } from '../access/viewer.js';
import type { Day } from '../calendar/dates.js';
import type { Length, Period, Term } from '../calendar/deadline.js';
import type { Ask } from '../database/asking.js';
import type { Interpretation } from '../interpretations/interpretation.js';
import type { Message } from '../languages/message.js';
import type { EntityClass, Module } from '../module.js';

/** A time limit, or one for each choice of an interpretation. */
export type Within = Term | { interpretation: Interpretation; terms: Record<string, Term> };

/** A period for each choice of an interpretation. */
export interface PeriodsByChoice {
  interpretation: Interpretation;
  periods: Record<string, Period>;
}

/** Each holder of certain roles has a duty of their own. */
export interface EachHolder {
  of: readonly string[];
  /** The record that it is about now, of the type that `subject` names; undefined: nothing is asked. */
  about: (ask: Ask, now: Date) => Promise<{ id: string } | undefined>;
}

/** What must be done by when (义务). */
export interface DutyDefinition {
  /** Unique among all modules, for example returnLoan. */
  name: string;
  title: Message;
  clause: string;
  /** What it is about; left out for a duty of the whole organisation. */
  subject?: EntityClass;
  /** From the event that begins it; of a duty of the calendar from the end of the period, at which it is due without this. */
  within?: Within;
  /** A duty comes into being for each such period, also for those in which no server ran. */
  calendar?: Period | PeriodsByChoice;
  /**
   * A record has it period after period, from an event on: begun with `beginSeries`, ended with `endSeries`. With an
   * interpretation those that name no period themselves follow it: a changed choice holds when the running period is over.
   */
  series?: true | PeriodsByChoice;
  /** Of a duty of the month: due on this day of it, from 1 to 28, and not at its end. */
  onDay?: number;
  /** The first period is the one of this day; else the one in which the duty was first known here. */
  since?: Day;
  /** One for each person who holds a role, for as long as they hold it; begun by the sweep, by itself. */
  eachHolder?: EachHolder;
  /** The role that has to do it, where no person is named when it begins. */
  by?: string;
  /** When whoever is responsible is reminded, counted back from the deadline. */
  remindBefore?: readonly Length[];
  /** The role that is told of a breach. */
  escalateTo?: string;
  /** Roles that may waive it; that of `escalateTo` unless given. */
  waivedBy?: readonly string[];
  /** Whoever is responsible may waive it too, if they hold such a role. */
  waivesOwn?: boolean;
  /** Who sees such duties beside those who read the subject: a rule of roles. */
  seenBy?: Rule;
  /** Only these do, beside whoever has to do it: the subject tells less than whether the duty is kept. */
  seenByNoOthers?: true;
}

export const defineDuty = (duty: DutyDefinition): DutyDefinition => duty;

export interface KnownDuty extends DutyDefinition {
  module: string;
}

export const dutiesOf = (modules: readonly Module[]): KnownDuty[] =>
  modules.flatMap(({ name: module, duties }) => (duties ?? []).map((duty) => ({ ...duty, module })));

export const waiversOf = ({ waivedBy, escalateTo }: DutyDefinition): readonly string[] =>
  waivedBy ?? (escalateTo ? [escalateTo] : []);

const rolesIn = (duty: DutyDefinition): string[] => [
  ...(duty.by ? [duty.by] : []),
  ...(duty.escalateTo ? [duty.escalateTo] : []),
  ...(duty.waivedBy ?? []),
  ...(duty.seenBy?.roles ?? []),
  ...(duty.eachHolder?.of ?? []),
];

/** What does not fit of the duties of all modules. */
export function dutyProblems(modules: readonly Module[]): string[] {
  const duties = dutiesOf(modules);
  const names = duties.map(({ name }) => name);
  const roles = new Set(modules.flatMap((module) => Object.keys(module.roles ?? {})));
  const entities = new Set(modules.flatMap((module) => module.entities ?? []));
  const asked = new Set(modules.flatMap((module) => (module.interpretations ?? []).map(({ id }) => id)));
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `two duties are named ${name}`),
    ...duties.flatMap((duty) => {
      const of = (what: string) => `the duty ${duty.name} of ${duty.module} ${what}`;
      return [
        ...(duty.within || duty.calendar || duty.series ? [] : [of('has neither within, calendar nor series')]),
        ...(duty.series && (duty.within || duty.calendar) ? [of('is a series and has within or calendar too')] : []),
        ...(duty.series && !(duty.subject && duty.by)
          ? [of('is a series and names no subject, or no role in by')]
          : []),
        ...(duty.calendar && !duty.by ? [of('comes by the calendar and names no role in by')] : []),
        ...(duty.onDay === undefined || (duty.calendar === 'month' && duty.onDay >= 1 && duty.onDay <= 28)
          ? []
          : [of('has onDay, which is for a duty of the month and from 1 to 28')]),
        ...(duty.eachHolder && (!duty.subject || !duty.within || duty.calendar)
          ? [of('is for each holder of a role, which takes a subject and within, and no calendar')]
          : []),
        ...(duty.subject && !entities.has(duty.subject) ? [of(`is about ${duty.subject.name}, no entity`)] : []),
        ...rolesIn(duty)
          .filter((role) => !roles.has(role))
          .map((role) => of(`names the role ${role}, which no module brings`)),
        ...(duty.remindBefore ?? [])
          .filter((before) => 'endOf' in before)
          .map(() => of('reminds at the end of a period; give how long before')),
        ...choiceProblems(duty.within && 'interpretation' in duty.within ? duty.within : undefined, asked).map(of),
        ...choiceProblems(typeof duty.calendar === 'object' ? duty.calendar : undefined, asked).map(of),
        ...choiceProblems(typeof duty.series === 'object' ? duty.series : undefined, asked).map(of),
      ];
    }),
  ];
}

function choiceProblems(
  chosen: Exclude<Within, Term> | PeriodsByChoice | undefined,
  asked: ReadonlySet<string>,
): string[] {
  if (!chosen) return [];
  const { interpretation } = chosen;
  const given: object = 'terms' in chosen ? chosen.terms : chosen.periods;
  const missing = Object.keys(interpretation.choices).filter((choice) => !(choice in given));
  const what = 'terms' in chosen ? 'term' : 'period';
  return [
    ...(asked.has(interpretation.id) ? [] : [`asks the interpretation ${interpretation.id}, which no module brings`]),
    ...missing.map((choice) => `has no ${what} for the choice ${choice} of ${interpretation.id}`),
  ];
}

/** Every period that a duty of the calendar, or a series that follows an interpretation, can have by whatever choice. */
export function periodsOf({ calendar, series }: DutyDefinition): readonly Period[] {
  if (typeof calendar === 'string') return [calendar];
  const chosen = calendar ?? (series === true ? undefined : series);
  return chosen ? [...new Set(Object.values(chosen.periods))] : [];
}

const holding = (...roles: string[]): Viewer => ({
  personId: '00000000-0000-0000-0000-000000000000',
  name: '',
  displayName: '',
  roles: new Set(roles),
  department: undefined,
  departments: [],
  posts: [],
  clearance: Label.PUBLIC,
  compartments: [],
  mustChangePassword: false,
});

/** Stands for everybody who has signed in. */
export const everybody = '*';

/** Roles that are enough by themselves for a rule, whatever the row. */
export function rolesEnoughFor(rule: Rule, roles: readonly string[]): string[] {
  if (rule.viewer(holding()) === true) return [everybody];
  return roles.filter((role) => rule.viewer(holding(role)) === true);
}
