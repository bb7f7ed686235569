import { Label } from '../../../src/access/labels.js';
import { canonical, sha256 } from '../../../src/audit/hashing.js';
import type { Context } from '../../../src/context.js';
import type { Ask } from '../../../src/database/asking.js';
import { definitionsOf, type Figure, figuresOf, highest, type NamedUnit } from '../indicators/indicatorValues.js';
import type { Span } from '../indicators/span.js';
import type { AnalysisPlan } from './analysisPlan.entity.js';
import type { AnalysisReport, FrozenFigure } from './analysisReport.entity.js';

export interface Drawn {
  figures: FrozenFigure[];
  /** The highest of the reports that they are made of. */
  label: Label;
  compartments: string[];
}

const unitAndBelow = `select id, name from mch_statistics.statistics_unit where id = ? or parent_id = ?
  order by parent_id is not distinct from ?::uuid, name, id`;

/** The figures of a plan for a period: of its unit and those right below, from approved reports. */
export async function drawFigures(
  ask: Ask,
  context: Context,
  { indicatorIds, unit }: Pick<AnalysisPlan, 'indicatorIds' | 'unit'>,
  span: Span,
  call: string,
): Promise<Drawn> {
  const units = await ask<NamedUnit>(unitAndBelow, [unit.id, unit.id, unit.id]);
  const figures: Figure[] = [];
  for (const definition of await definitionsOf(ask, indicatorIds))
    figures.push(...(await figuresOf(ask, context, definition, units, [span], { call })));
  return {
    figures: figures.map(frozen),
    label: highest(figures) ?? Label.PUBLIC,
    compartments: [...new Set(figures.flatMap(({ sums }) => sums.compartments))].sort(),
  };
}

const frozen = ({ definition, unit, sums, rate }: Figure): FrozenFigure => ({
  indicatorId: definition.id,
  indicator: `${definition.code} (${definition.variant})`,
  unitId: unit.id,
  unit: unit.name,
  numerator: sums.numerator,
  denominator: sums.denominator,
  multiplier: definition.multiplier,
  value: rate.value,
  low: rate.limits?.low ?? null,
  high: rate.limits?.high ?? null,
  expected: sums.expected,
  received: sums.received,
});

export const digestOf = ({
  plan,
  period,
  edition,
  title,
  text,
  figures,
}: Pick<AnalysisReport, 'period' | 'edition' | 'title' | 'text' | 'figures'> & { plan: { id: string } }): string =>
  sha256(canonical({ plan: plan.id, period, edition, title, text, figures })).toString('hex');
