import { type Label, labels } from '../../../src/access/labels.js';
import { SurveyAspect, SurveyDimension, SurveyQuestionKind } from './survey.enums.js';

export interface AskedQuestion {
  id: string;
  aspect: SurveyAspect;
  kind: SurveyQuestionKind;
  text: string;
}

export interface CountedReply {
  department: string;
  kind: string;
  answers: Record<string, number | string>;
}

/** What one question came to in one group. */
export interface Figure {
  /** Undefined: all replies. */
  dimension?: SurveyDimension;
  /** Undefined: all replies, or with isRest those of all groups that are too small. */
  group?: string;
  isRest: boolean;
  question: AskedQuestion;
  n: number;
  mean: number | null;
  /** How often 1, 2, 3, 4 and 5. */
  distribution: number[];
  /** In the order of their letters, so that nothing tells who wrote when. */
  texts: string[];
}

/**
 * Replies of a higher label count where they are at least `smallest` more, with those below that were too few: of two
 * analyses up to different labels the difference would give away fewer.
 */
export function unexposed<T extends { label: Label }>(replies: readonly T[], smallest: number): T[] {
  const counted: T[] = [];
  let waiting: T[] = [];
  for (const label of labels) {
    waiting.push(...replies.filter((reply) => reply.label === label));
    if (waiting.length < smallest) continue;
    counted.push(...waiting);
    waiting = [];
  }
  return counted;
}

/** All together, and by department and kind in groups of at least `smallest`; nothing at all of fewer. */
export function analyse(
  questions: readonly AskedQuestion[],
  replies: readonly CountedReply[],
  smallest: number,
): Figure[] {
  if (replies.length < smallest) return [];
  const total = questions.map((question) => ({ isRest: false, ...count(question, replies) }));
  const grouped = [SurveyDimension.DEPARTMENT, SurveyDimension.KIND].flatMap((dimension) =>
    groups(replies, dimension === SurveyDimension.KIND ? 'kind' : 'department', smallest).flatMap(
      ({ group, isRest, members }) =>
        questions.map((question) => ({
          dimension,
          ...(group === undefined ? {} : { group }),
          isRest,
          ...count(question, members),
        })),
    ),
  );
  return [...total, ...grouped];
}

/**
 * Groups that are too small are put together, and if all of them are too few, the smallest of the others with them: what
 * is missing up to the total would tell of them otherwise.
 */
function groups(replies: readonly CountedReply[], by: 'department' | 'kind', smallest: number) {
  const members = Map.groupBy(replies, (reply) => reply[by]);
  const rest: CountedReply[] = [];
  const shown = [...members]
    .map(([group, list]) => ({ group: group as string | undefined, isRest: false, members: list }))
    .sort((a, b) => a.members.length - b.members.length || (a.group! < b.group! ? -1 : 1));
  while (shown.length > 0 && (shown[0]!.members.length < smallest || (rest.length > 0 && rest.length < smallest)))
    rest.push(...shown.shift()!.members);
  shown.sort((a, b) => (a.group! < b.group! ? -1 : 1));
  return rest.length > 0 ? [...shown, { group: undefined, isRest: true, members: rest }] : shown;
}

function count(question: AskedQuestion, replies: readonly CountedReply[]) {
  const given = replies.map(({ answers }) => answers[question.id]).filter((answer) => answer !== undefined);
  const marks = given.filter((answer) => typeof answer === 'number');
  return {
    question,
    n: given.length,
    mean: meanOf(marks),
    distribution:
      question.kind === SurveyQuestionKind.SCALE
        ? [1, 2, 3, 4, 5].map((mark) => marks.filter((one) => one === mark).length)
        : [],
    texts: given.filter((answer) => typeof answer === 'string').sort(),
  };
}

/** Mean of all marks together and of each aspect. */
export function scores(questions: readonly AskedQuestion[], replies: readonly CountedReply[]) {
  const marksOf = (asked: readonly AskedQuestion[]) =>
    asked.flatMap(({ id }) => replies.map(({ answers }) => answers[id]).filter((answer) => typeof answer === 'number'));
  return {
    overall: meanOf(marksOf(questions)) ?? 0,
    byAspect: Object.values(SurveyAspect).flatMap((aspect) => {
      const mean = meanOf(marksOf(questions.filter((question) => question.aspect === aspect)));
      return mean === null ? [] : [{ aspect, mean }];
    }),
  };
}

const meanOf = (marks: readonly number[]): number | null =>
  marks.length === 0 ? null : Math.round((marks.reduce((sum, mark) => sum + mark, 0) / marks.length) * 1000) / 1000;
