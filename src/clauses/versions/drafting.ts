import { dayAt } from '../../calendar/dates.js';
import type { Problem } from '../../errors.js';
import type { Message } from '../../languages/message.js';
import type { WordedClause } from './policyVersion.entity.js';
import type { ClauseChangeInput, PolicyTextInput, PolicyVersionInput } from './versions.inputs.js';

/** What a version says. */
export interface Wording {
  title: Message;
  purpose: Message | null;
  scope: Message | null;
  clauses: WordedClause[];
}

const textOf = ({ zh, en }: PolicyTextInput): Message => ({ zh: zh.trim(), en: en?.trim() || zh.trim() });

/** The wording of the next version, from the one before and what is to change. */
export function drafted(policy: string, number: number, before: Wording, input: PolicyVersionInput): Wording {
  const changes = new Map(input.changes.map((change) => [change.clause, change]));
  const kept = before.clauses.map((clause) => {
    const change = changes.get(clause.id);
    return change ? changed(clause, change, number) : clause;
  });
  const known = new Set(before.clauses.map(({ id }) => id));
  const added = input.changes.filter(({ clause }) => !known.has(clause) && clause.startsWith(`${policy}.`));
  return {
    title: input.title ? textOf(input.title) : before.title,
    purpose: input.purpose ? textOf(input.purpose) : before.purpose,
    scope: input.scope ? textOf(input.scope) : before.scope,
    clauses: [...kept, ...added.map((change) => newClause(change, number))].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const changed = (clause: WordedClause, { title, summary, repeal }: ClauseChangeInput, since: number): WordedClause => ({
  ...clause,
  ...(title ? { title: textOf(title) } : {}),
  ...(summary ? { summary: textOf(summary) } : {}),
  repealed: repeal,
  since,
});

const newClause = ({ clause: id, title, summary }: ClauseChangeInput, since: number): WordedClause => ({
  id,
  title: textOf(title!),
  summary: textOf(summary!),
  since,
  repealed: false,
});

/** All that is wrong with a draft, by its place in the input. */
export function draftProblems(policy: string, before: Wording, input: PolicyVersionInput, now: Date): Problem[] {
  const { title, purpose, scope, changes, effectiveFrom } = input;
  const today = dayAt(now);
  const ids = changes.map(({ clause }) => clause);
  return [
    ...(title || purpose || scope || changes.length > 0 ? [] : [nothingChanges]),
    ...(effectiveFrom && effectiveFrom < today ? [tooEarly(today)] : []),
    ...changes.flatMap((change, i) =>
      changeProblems(policy, before, change, ids.indexOf(change.clause) !== i).map((message) => ({
        path: `input.changes.${i}`,
        message,
      })),
    ),
  ];
}

function changeProblems(
  policy: string,
  { clauses }: Wording,
  { clause: id, title, summary, repeal }: ClauseChangeInput,
  isRepeated: boolean,
): Message[] {
  if (isRepeated) return [{ en: `${id} stands here twice.`, zh: `${id} 重复。` }];
  const known = clauses.find((clause) => clause.id === id);
  if (repeal && (title || summary))
    return [{ en: 'A clause is repealed or worded anew, not both.', zh: '条款或废止，或修改，不能同时。' }];
  if (known && !repeal && !title && !summary && !known.repealed)
    return [{ en: 'Say what changes: title, summary, or repeal.', zh: '请说明修改：title、summary 或 repeal。' }];
  if (known) return repeal && known.repealed ? [{ en: `${id} is repealed already.`, zh: `${id} 已废止。` }] : [];
  if (repeal) return [{ en: `There is no clause ${id} to repeal.`, zh: `没有可废止的条款 ${id}。` }];
  const next = `${policy}.A${String(clauses.length + 1).padStart(2, '0')}`;
  const isNew = new RegExp(`^${policy.replaceAll(/[^A-Za-z0-9]/g, '.')}\\.A\\d{2,3}$`).test(id);
  if (!isNew)
    return [
      {
        en: `${id} is no clause of ${policy}. A new one is numbered such as ${next}.`,
        zh: `${id} 不是 ${policy} 的条款。新增条款请编号，例如 ${next}。`,
      },
    ];
  return title && summary
    ? []
    : [{ en: 'A new clause has a title and a summary.', zh: '新增条款须有 title 和 summary。' }];
}

const nothingChanges: Problem = {
  path: 'input',
  message: { en: 'Nothing changes: give at least one text or change.', zh: '没有任何修改：请至少给出一处。' },
};

const tooEarly = (today: string): Problem => ({
  path: 'input.effectiveFrom',
  message: { en: `Give ${today} or a later date.`, zh: `请给出 ${today} 或更晚的日期。` },
});

/** For whoever signs: each change on a line. */
export const changesInWords = ({ title, purpose, scope, changes }: PolicyVersionInput): string =>
  [
    ...Object.entries({ title, purpose, scope }).flatMap(([name, text]) => (text ? [`${name}: ${text.zh}`] : [])),
    ...changes.map((change) =>
      change.repeal
        ? `${change.clause}: 废止 (repealed)`
        : [`${change.clause}:`, change.title?.zh, change.summary?.zh].filter(Boolean).join(' '),
    ),
  ].join('\n');
