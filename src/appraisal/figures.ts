import type { Ask } from '../database/asking.js';
import type { Problem } from '../errors.js';
import type { Interpretations } from '../interpretations/interpretations.js';
import type { Message } from '../languages/message.js';
import type { AppraisalKind } from './appraisalDefinition.js';

/** In whole CNY. */
export const mostAmount = 1_000_000;

export interface Bounds {
  points: { from: number; to: number };
  amount: { from: number; to: number };
}

export interface Figures {
  points: number;
  amount: number | null;
}

/** Between which numbers points and amount of a kind lie now. */
export async function boundsOf(ask: Ask, interpretations: Interpretations, kind: AppraisalKind): Promise<Bounds> {
  const { points = 0, amount = { from: 0, to: 0 } } = kind;
  if (typeof points === 'number') return { points: { from: points, to: points }, amount };
  if ('from' in points) return { points, amount };
  const chosen = points.points[await interpretations.choiceOf(ask, points.interpretation.id)]!;
  return { points: { from: chosen, to: chosen }, amount };
}

/** What is wrong with figures that somebody gave for a kind. */
export function figureProblems(
  bounds: Bounds,
  given: { points?: number | null | undefined; amount?: number | null | undefined },
): Problem[] {
  const { points, amount } = bounds;
  const isFixed = points.from === points.to;
  const isOut = (n: number, { from, to }: { from: number; to: number }) => n < from || n > to;
  return [
    ...(given.points === null || given.points === undefined
      ? isFixed
        ? []
        : [{ path: 'input.points', message: between(points) }]
      : isOut(given.points, points)
        ? [{ path: 'input.points', message: isFixed ? only(points.from) : between(points) }]
        : []),
    ...(given.amount === null || given.amount === undefined
      ? amount.from > 0
        ? [{ path: 'input.amount', message: between(amount) }]
        : []
      : isOut(given.amount, amount)
        ? [{ path: 'input.amount', message: amount.to === 0 ? noAmount : between(amount) }]
        : []),
  ];
}

export const figuresFrom = (
  { points }: Bounds,
  given: { points?: number | null | undefined; amount?: number | null | undefined },
): Figures => ({ points: given.points ?? points.from, amount: given.amount ?? null });

const between = ({ from, to }: { from: number; to: number }): Message => ({
  en: `Give a whole number from ${from} to ${to}, see appraisalKinds.`,
  zh: `请给出 ${from} 至 ${to} 的整数，见 appraisalKinds。`,
});

const only = (points: number): Message => ({
  en: `This kind gives ${points}; leave it out.`,
  zh: `该项目固定为 ${points} 分，请省略。`,
});

const noAmount: Message = { en: 'This kind has no amount; leave it out.', zh: '该项目不涉及金额，请省略。' };
