import type { Context } from '../context.js';
import { columnOf, qualifiedTable } from '../database/entityModel.js';
import { uuid } from '../database/writing.js';
import { badInput, type Denial, type Missing, moduleDisabled } from '../errors.js';
import type { Message } from '../languages/message.js';
import { rowColumns } from '../reading/rowColumns.js';
import { MissingKind } from './conditions.js';
import { clauseOf, gapsOf } from './gaps.js';
import { isKeptApart, type Label } from './labels.js';
import { rowFacts } from './rowFacts.js';
import type { RuledType } from './rulebook.js';
import { and, type Rule } from './rules.js';

/** Whether an action on a record is allowed, and why. */
export interface Explanation {
  allowed: boolean;
  /** The clause that decides. */
  clause: string | null;
  missing: Missing[];
  /** Null where it is allowed. */
  remedy: Message | null;
}

/** What an action asks: of the viewer alone, and of a row that is visible. */
interface Asked {
  call: Rule | undefined;
  row: Rule;
}

const rowActions = ['read', 'update', 'delete'] as const;

/** An id that is none reaches the database all the same, so that its answer cannot be told from another's. */
const noId = '00000000-0000-0000-0000-000000000000';

/**
 * Decides an action on a record by the same rules and in the same database as the action itself, and says why.
 * A record that is hidden and one that never existed are asked by the same statement and answered by the same words.
 */
export async function explainAccess(context: Context, type: string, id: string, action: string): Promise<Explanation> {
  const { viewer, database, core } = context;
  const ruled = typeOf(context, type);
  const { call, row } = askedOf(context, ruled, action);
  if (call?.viewer(viewer) === false) return refused(core.denials.of(call, viewer));
  const rule = call ? and(call, row) : row;
  const metadata = database.orm.getMetadata();
  const meta = metadata.getByClassName(type);
  const told = rowFacts(rule, viewer, rowColumns(metadata, type, 'r'));
  const label = !ruled.isLabelled ? 'null' : `r.${columnOf(meta, 'label')}::text`;
  const [found] = await database.read<Record<string, unknown>>(context, {
    sql: `select ${told.columns}, ${label} as "label" from ${qualifiedTable(meta)} r where r."id" = $1`,
    parameters: [uuid.test(id) ? id : noId],
  });
  if (!found) {
    const told = await core.rulebook.mutations.get(action)?.ofHidden?.(context, id);
    return refused(told ?? core.denials.lacking({ kind: MissingKind.RECORD }));
  }
  const facts = told.read(found);
  if (gapsOf(rule, facts, false).length > 0) return refused(core.denials.of(rule, viewer, facts));
  const keptApart = found.label !== null && isKeptApart(found.label as Label);
  const clause = keptApart ? (ruled.rules.labels ?? null) : clauseOf(rule, facts);
  return { allowed: true, clause, missing: [], remedy: null };
}

const refused = (denial: Denial): Explanation => ({ allowed: false, ...denial });

function typeOf({ core: { rulebook, switching } }: Context, type: string): RuledType {
  const known = rulebook.types.get(type);
  if (known && switching.isEnabled(known.module)) return known;
  if (known) throw moduleDisabled(known.module, type);
  const names = [...rulebook.types.values()]
    .filter(({ module }) => switching.isEnabled(module))
    .map(({ name }) => name);
  throw badInput([{ path: 'type', message: oneOf(names) }]);
}

function askedOf({ core: { rulebook, calls, switching } }: Context, { name, one }: RuledType, action: string): Asked {
  if (action === 'read')
    return { call: one ? calls.get(`Query.${one}`) : undefined, row: rulebook.rowRule(name, action) };
  if (action === 'update' || action === 'delete') return { call: undefined, row: rulebook.changeRule(name, action)! };
  const mutation = rulebook.mutations.get(action);
  if (mutation?.type === name && switching.isEnabled(mutation.module)) {
    const { does } = mutation;
    return {
      call: calls.get(`Mutation.${action}`),
      row: rulebook.changeRule(name, does) ?? rulebook.rowRule(name, 'read'),
    };
  }
  if (mutation?.type === name) throw moduleDisabled(mutation.module, action);
  const mutations = [...rulebook.mutations.values()].filter(
    ({ type, module }) => type === name && switching.isEnabled(module),
  );
  throw badInput([{ path: 'action', message: oneOf([...rowActions, ...mutations.map((known) => known.name)]) }]);
}

const oneOf = (names: readonly string[]): Message => ({
  en: `Give one of: ${names.join(', ')}.`,
  zh: `请给出其中之一：${names.join('、')}。`,
});
