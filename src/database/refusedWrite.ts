import type { MikroORM } from '@mikro-orm/core';
import { MissingKind } from '../access/conditions.js';
import type { Context } from '../context.js';
import { forbidden, type ZhiduError } from '../errors.js';
import { rootOf } from './translate.js';

/** What row-level security says when it refuses a row; the name is that of a restrictive policy. */
const refusal = /row-level security policy (?:"(\w+)" )?for table "(\w+)"/;

/**
 * Why row-level security refused to write a row, as far as the permission tables tell. Undefined for any other error, and
 * where the rules allow it: then the row refers to something hidden, of which nothing is said.
 */
export function refusedWrite(error: unknown, { viewer, core }: Context, orm: MikroORM): ZhiduError | undefined {
  const { code, message } = rootOf(error);
  const found = code === '42501' ? refusal.exec(message) : null;
  const types = found ? [...orm.getMetadata()].filter(({ tableName }) => tableName === found[2]) : [];
  const [type] = types;
  if (!found || !type || types.length > 1) return undefined;
  const text = { en: `You may not write this ${type.className}.`, zh: `您无权写入该 ${type.className}。` };
  const labels = core.rulebook.types.get(type.className)?.rules.labels;
  if (found[1]?.startsWith('label_'))
    return forbidden(text, core.denials.lacking({ kind: MissingKind.CLEARANCE }, labels));
  const denied = (['insert', 'update'] as const)
    .map((action) => core.rulebook.rowRule(type.className, action))
    .find((rule) => rule.viewer(viewer) === false);
  return denied && core.denials.refusal(text, denied, viewer);
}
