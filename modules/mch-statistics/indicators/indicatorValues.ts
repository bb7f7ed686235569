import { dominates, Label } from '../../../src/access/labels.js';
import { compareRates, type Rate, rateFrom } from '../../../src/analysis/rates/rate.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { type Ask, askingAs } from '../../../src/database/asking.js';
import { badInput, invalidState, notFound } from '../../../src/errors.js';
import { noteReadings } from '../secrecy/noteReadings.js';
import { type Binding, bindingsOf, type Rebinding } from './bindings.js';
import type { Indicator } from './indicator.entity.js';
import { notesOn } from './indicatorNotes.js';
import type { CompareArgs, IndicatorValuesArgs } from './indicators.inputs.js';
import { upperReports } from './indicators.interpretations.js';
import type { ComparedValue, IndicatorValue } from './indicators.types.js';
import { periodsOf, type Span, spanNamed } from './span.js';
import { isBoundBy, type Sums, sumsOf, together } from './sums.js';

/** The most that one answer holds, units times periods. */
const mostValues = 10_000;

export type Definition = Pick<
  Indicator,
  | 'id'
  | 'code'
  | 'variant'
  | 'numerator'
  | 'denominator'
  | 'multiplier'
  | 'interval'
  | 'meantFor'
  | 'isVerified'
  | 'validFrom'
>;

export interface NamedUnit {
  id: string;
  name: string;
}

/** A figure with what it came from. */
export interface Figure {
  definition: Definition;
  unit: NamedUnit;
  span: Span;
  /** Where its terms are counted otherwise than before. */
  changes: Rebinding[];
  sums: Sums;
  rate: Rate;
}

/** Figures of one version for units over spans, as far as the asker may see the reports. @throws INVALID_STATE, BAD_USER_INPUT */
export async function figuresOf(
  ask: Ask,
  context: Context,
  definition: Definition,
  units: readonly NamedUnit[],
  spans: readonly Span[],
  { call, isProvisional = false }: { call: string; isProvisional?: boolean },
): Promise<Figure[]> {
  const { core, now } = context;
  const { numerator, denominator, validFrom } = definition;
  const early = validFrom ? spans.find(({ first }) => first < validFrom) : undefined;
  if (early) throw notValidYet(definition, early.name);
  const all = await bindingsOf(ask, [...numerator, ...denominator]);
  const bindings = all.filter((binding) => spans.some((span) => periodsIn(binding, span).length > 0));
  const none = spans.find((span) => bindings.every((binding) => periodsIn(binding, span).length === 0));
  if (none) throw tooShort(none.name, all.at(-1)!.periodType);
  const common = {
    unitIds: units.map(({ id }) => id),
    spans,
    until: dayAt(now),
    isProvisional,
    addsUpper: (await core.interpretations.choiceOf(ask, upperReports.id)) === 'OWN',
  };
  const parts: Sums[][] = [];
  for (const binding of bindings) {
    const side = (codes: readonly string[]) =>
      codes.flatMap((code) => binding.lines.filter(({ term }) => term === code));
    const { periodType } = binding;
    parts.push(
      await sumsOf(ask, { ...common, numerator: side(numerator), denominator: side(denominator), periodType, binding }),
    );
  }
  const rows = together(parts);
  await noteFigures(context, call, definition, spans, rows);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return rows.map((sums) => ({
    definition,
    unit: byId.get(sums.unitId)!,
    span: spans[sums.span]!,
    changes: changesFor(bindings, spans[sums.span]!),
    sums,
    rate: rateFrom(
      {
        id: definition.code,
        version: definition.variant,
        multiplier: definition.multiplier,
        interval: definition.interval,
      },
      {
        ...sums,
        leftOut: { NOT_COLLECTED: sums.notCollected, NOT_CARRIED_OUT: sums.notCarriedOut },
      },
    ),
  }));
}

const periodsIn = (binding: Binding, span: Span) =>
  periodsOf(binding.periodType, span).filter(({ first }) => isBoundBy(binding, first));

/** What was bound anew within the span, or for it afterwards. */
function changesFor(bindings: readonly Binding[], span: Span): Rebinding[] {
  const concerned = bindings.filter((binding) => periodsIn(binding, span).length > 0);
  const changes = concerned.flatMap((binding) => binding.changes);
  const told = changes.filter(({ validFrom, boundOn }) => validFrom > span.first || boundOn > span.first);
  return [...new Map(told.map((change) => [`${change.term} ${change.validFrom} ${change.reason}`, change])).values()];
}

export async function indicatorValues(
  context: SignedInContext,
  { indicatorId, unitIds, below, level, periods, includeUnapproved }: IndicatorValuesArgs,
): Promise<IndicatorValue[]> {
  const ask = askingAs(context);
  if ((unitIds?.length ?? 0) > 0 === (below != null)) throw eitherUnits;
  const [definition] = await definitionsOf(ask, [indicatorId]);
  const units = await unitsOf(ask, unitIds ?? [], below ?? null, level ?? null);
  const names = [...new Set(periods)];
  if (units.length * names.length > mostValues) throw tooMany(units.length * names.length);
  const spans = names.map((name) => spanNamed(name)!);
  const figures = await figuresOf(ask, context, definition!, units, spans, {
    call: 'indicatorValues',
    isProvisional: includeUnapproved,
  });
  return figures.map((figure) => shown(figure, context));
}

/** P11.A09: of one definition only; a change of definition would pass for a change of facts. */
export async function compareValues(
  context: SignedInContext,
  { figures: given }: CompareArgs,
): Promise<ComparedValue[]> {
  const ask = askingAs(context);
  const definitions = await definitionsOf(
    ask,
    given.map(({ indicatorId }) => indicatorId),
  );
  const units = await unitsOf(
    ask,
    given.map(({ unitId }) => unitId),
    null,
    null,
  );
  const [first, other] = new Set(definitions.map(({ code, variant }) => `${code} (${variant})`));
  if (other) throw notComparable(first!, other);
  const names = [...new Set(given.map(({ period }) => period))];
  const figures = await figuresOf(
    ask,
    context,
    definitions[0]!,
    units,
    names.map((name) => spanNamed(name)!),
    { call: 'compareIndicatorValues' },
  );
  const rows = given.map(
    ({ unitId, period }) => figures.find(({ unit, span }) => unit.id === unitId.toLowerCase() && span.name === period)!,
  );
  return rows.map((figure, i) => {
    const compared = i > 0 ? compareRates(rows[i - 1]!.rate, figure.rate) : { difference: null, limitsOverlap: null };
    return { figure: shown(figure, context), change: compared.difference, limitsOverlap: compared.limitsOverlap };
  });
}

/** Each version once for each time that it is asked for, in that order. @throws NOT_FOUND */
export async function definitionsOf(ask: Ask, ids: readonly string[]): Promise<Definition[]> {
  const rows = await ask<Definition>(
    `select id, code, variant, numerator, denominator, multiplier, interval, meant_for as "meantFor",
       is_verified as "isVerified", valid_from::text as "validFrom"
     from mch_statistics.indicator where id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  return ids.map((id) => {
    const found = rows.find((row) => row.id === id.toLowerCase());
    if (!found) throw notFound('Indicator');
    return found;
  });
}

/** Units by id, or those below one. @throws NOT_FOUND */
export async function unitsOf(
  ask: Ask,
  ids: readonly string[],
  below: string | null,
  level: string | null,
): Promise<NamedUnit[]> {
  const wanted = [...new Set([...ids, ...(below ? [below] : [])].map((id) => id.toLowerCase()))];
  const found = await ask<NamedUnit>('select id, name from mch_statistics.statistics_unit where id = any (?::uuid[])', [
    `{${wanted.join(',')}}`,
  ]);
  if (found.length < wanted.length) throw notFound('StatisticsUnit');
  if (!below) return wanted.map((id) => found.find((unit) => unit.id === id)!);
  return ask<NamedUnit>(
    `with recursive below as (select id, name, level from mch_statistics.statistics_unit where parent_id = ?
       union all select u.id, u.name, u.level from below b join mch_statistics.statistics_unit u on u.parent_id = b.id)
     select id, name from below where ?::text is null or level = ? order by name, id`,
    [below, level, level],
  );
}

/** P11.A08: whoever reads figures reads what they are made of; each classified report is named. */
async function noteFigures(
  context: Context,
  call: string,
  { id }: Definition,
  spans: readonly Span[],
  rows: readonly Sums[],
): Promise<void> {
  const reports = rows.flatMap(({ classified }) => classified ?? []);
  const compartments = rows[0]?.compartments ?? [];
  const after = { units: new Set(rows.map(({ unitId }) => unitId)).size, periods: spans.map(({ name }) => name) };
  await noteReadings(context, call, [
    { type: 'Indicator', id, label: highestOf(rows) ?? Label.PUBLIC, compartments, after },
    ...reports.map(([report, label, of]) => ({ id: report, label, compartments: of })),
  ]);
}

const highestOf = (rows: readonly Sums[]): Label | null =>
  rows.reduce<Label | null>(
    (highest, { label }) => (label && (!highest || dominates(label, highest)) ? label : highest),
    null,
  );

export const highest = (figures: readonly Figure[]): Label | null => highestOf(figures.map(({ sums }) => sums));

function shown(
  { definition, unit, span, changes, sums, rate }: Figure,
  { locale, now, viewer }: Context,
): IndicatorValue {
  const { expected, received, unapproved, counted, notCollected, notCarriedOut, notFilledIn, label } = sums;
  return {
    indicatorId: definition.id,
    indicator: `${definition.code} (${definition.variant})`,
    unitId: unit.id,
    unit: unit.name,
    period: span.name,
    numerator: sums.numerator,
    denominator: sums.denominator,
    multiplier: definition.multiplier,
    value: rate.value,
    low: rate.limits?.low ?? null,
    high: rate.limits?.high ?? null,
    method: definition.interval,
    expected,
    received,
    unapproved,
    counted,
    notCollected,
    notCarriedOut,
    notFilledIn,
    isProvisional: unapproved > 0,
    label,
    notes: notesOn(definition, span, sums, { changes, today: dayAt(now), clearance: viewer.clearance }).map(
      (note) => note[locale],
    ),
  };
}

const eitherUnits = badInput([
  {
    path: 'unitIds',
    message: {
      en: 'Give units in unitIds, or a unit in below: one of the two.',
      zh: '请填写 unitIds 或 below，二者择一。',
    },
  },
]);

const tooMany = (count: number) =>
  badInput([
    {
      path: 'periods',
      message: {
        en: `That is ${count} figures. Ask for at most ${mostValues}: fewer units or periods at a time.`,
        zh: `共 ${count} 项，最多 ${mostValues} 项，请减少机构或期间。`,
      },
    },
  ]);

const tooShort = (name: string, type: string) =>
  badInput([
    {
      path: 'periods',
      message: {
        en: `Its forms are filled in by ${type}, and none of their periods lies within ${name}. Ask for a longer time.`,
        zh: `其报表的报告期为 ${type}，${name} 内没有完整的报告期，请选择更长的期间。`,
      },
    },
  ]);

const notValidYet = ({ code, variant, validFrom }: Definition, period: string) =>
  invalidState({
    en: `${code} (${variant}) holds from ${validFrom} on, and ${period} begins before. For earlier times take another version of ${code}: indicators lists them. Figures of two versions make no trend.`,
    zh: `${code}（${variant}）自 ${validFrom} 起施行，${period} 早于该日。此前期间请采用 ${code} 的其他口径（见 indicators）；不同口径的数值不构成趋势。`,
  });

const notComparable = (a: string, b: string) =>
  invalidState({
    en: `${a} and ${b} are not of one definition: their counts or denominators differ, and so would the figures for the same facts. Ask for all of them by one version.`,
    zh: `${a} 与 ${b} 的定义不同：分子或分母口径不一，同样的事实也会得出不同的值，不可比较。请统一采用同一口径。`,
  });
