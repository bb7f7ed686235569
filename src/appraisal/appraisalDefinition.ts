import { LabelledEntity } from '../access/entity.js';
import type { Rule } from '../access/rules.js';
import type { ApprovalStep } from '../approvals/approval.js';
import type { Interpretation } from '../interpretations/interpretation.js';
import type { Message } from '../languages/message.js';
import type { EntityClass, Module } from '../module.js';
import { AppraisalMeasure } from './appraisalEnums.js';

/** Points of a merit or demerit: always the same, chosen in each case, or one number for each choice of an interpretation. */
export type Points =
  | number
  | { from: number; to: number }
  | { interpretation: Interpretation; points: Record<string, number> };

/** A kind of merit or demerit. */
export interface AppraisalKind {
  /** Unique among all modules: the module's name, a full stop, what it is, for example publishing.lateItem. */
  name: string;
  title: Message;
  clause: string;
  measure: AppraisalMeasure;
  /** Above 0 for a merit, below for a demerit; 0 unless given. */
  points?: Points;
  /** What may be given or taken, in whole CNY; none unless given. */
  amount?: { from: number; to: number };
  /** Type of the record that it is about, if it is about one; label, compartments and keeper are those of the record. */
  about?: EntityClass<LabelledEntity>;
  /** Counted by the module with `core.appraisal.record`, without anybody's approval: points alone. */
  byItself?: true;
}

/** What a module says so that merits and demerits are recorded for people and departments (考核). */
export interface AppraisalDefinition {
  kinds: readonly AppraisalKind[];
  /** The appraisers, who propose and see all entries of the module: a rule of roles. */
  appraise: Rule;
  /** Who else sees them: a rule of roles. */
  seenBy?: Rule;
  /** Who decides on what is proposed, in order. */
  steps: readonly ApprovalStep[];
}

export const defineAppraisal = (definition: AppraisalDefinition): AppraisalDefinition => definition;

export interface KnownKind extends AppraisalKind {
  module: string;
  definition: AppraisalDefinition;
}

export const kindsOf = (modules: readonly Module[]): KnownKind[] =>
  modules.flatMap(({ name: module, appraisal }) =>
    (appraisal?.kinds ?? []).map((kind) => ({ ...kind, module, definition: appraisal! })),
  );

export const appraisalsOf = (modules: readonly Module[]): { module: string; definition: AppraisalDefinition }[] =>
  modules.flatMap(({ name: module, appraisal }) => (appraisal ? [{ module, definition: appraisal }] : []));

/** The types that entries can be about, each once. */
export const casesOf = (modules: readonly Module[]): EntityClass<LabelledEntity>[] => [
  ...new Set(kindsOf(modules).flatMap(({ about }) => (about ? [about] : []))),
];

/** Every number of points that the kind can give. */
const pointsIn = ({ points = 0 }: AppraisalKind): number[] => {
  if (typeof points === 'number') return [points];
  return 'from' in points ? [points.from, points.to] : Object.values(points.points);
};

const merits: readonly AppraisalMeasure[] = [AppraisalMeasure.REWARD, AppraisalMeasure.COMMENDATION];
const demerits: readonly AppraisalMeasure[] = [AppraisalMeasure.PENALTY, AppraisalMeasure.CRITICISM];

/** What does not fit of the appraisals of all modules. */
export function appraisalProblems(modules: readonly Module[]): string[] {
  const kinds = kindsOf(modules);
  const names = kinds.map(({ name }) => name);
  const asked = new Set(modules.flatMap(({ interpretations }) => (interpretations ?? []).map(({ id }) => id)));
  const entities = new Set(modules.flatMap((module) => module.entities ?? []));
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `two kinds of appraisal are named ${name}`),
    ...kinds.flatMap((kind) => {
      const { name, module, points, about, amount, measure, byItself } = kind;
      const of = (what: string) => `the kind of appraisal ${name} of ${module} ${what}`;
      const given = pointsIn(kind);
      return [
        ...(name.startsWith(`${module}.`) ? [] : [of(`must begin with ${module}.`)]),
        ...(given.every((n) => Number.isInteger(n) && Math.abs(n) <= mostPoints)
          ? []
          : [of(`gives other points than whole ones up to ${mostPoints}`)]),
        ...(merits.includes(measure) && given.some((n) => n < 0) ? [of('is a merit and takes points')] : []),
        ...(demerits.includes(measure) && given.some((n) => n > 0) ? [of('is a demerit and gives points')] : []),
        ...(byItself && (measure !== AppraisalMeasure.POINTS || amount)
          ? [of('is by itself and not points alone')]
          : []),
        ...(about && !(entities.has(about) && about.prototype instanceof LabelledEntity)
          ? [of(`is about ${about.name}, no entity with a label`)]
          : []),
        ...(typeof points === 'object' && 'interpretation' in points ? choiceProblems(points, asked).map(of) : []),
      ];
    }),
  ];
}

export const mostPoints = 1000;

function choiceProblems(
  { interpretation, points }: Extract<Points, { interpretation: Interpretation }>,
  asked: ReadonlySet<string>,
): string[] {
  return [
    ...(asked.has(interpretation.id) ? [] : [`asks the interpretation ${interpretation.id}, which no module brings`]),
    ...Object.keys(interpretation.choices)
      .filter((choice) => !(choice in points))
      .map((choice) => `has no points for the choice ${choice} of ${interpretation.id}`),
  ];
}
