import { MissingKind } from '../../../src/access/conditions.js';
import { rule, sqlPerson } from '../../../src/access/rules.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { forbidden } from '../../../src/errors.js';

const words = {
  message: {
    en: 'Whoever entered figures of a report or handed it in does not check it.',
    zh: '报表的录入人或上报人不得核查该报表。',
  },
  remedy: {
    en: 'Somebody else of the information section checks these figures.',
    zh: '请由信息科其他人员核查。',
  },
};

/** P11.A07: nobody checks figures that they entered or handed in; asked of what points to a report. */
export const hadNoPart = rule(
  'hadNoPart',
  (viewer) => (viewer.personId === undefined ? false : undefined),
  (row) => `not mch_statistics.had_part(${row.column('report')}, ${sqlPerson})`,
  { kind: MissingKind.STATE, words },
);

/** @throws FORBIDDEN where the viewer had a part in any of the reports */
export async function refuseOwnFigures({ em, context }: Writing, reports: readonly string[]): Promise<void> {
  const { viewer, core } = context as SignedInContext;
  const [row] = await em.execute<{ part: boolean }[]>(
    'select bool_or(mch_statistics.had_part(r.id, ?::uuid)) as part from unnest(?::uuid[]) r(id)',
    [viewer.personId, `{${reports.join(',')}}`],
  );
  if (row!.part) throw forbidden(words.message, core.denials.lacking({ kind: MissingKind.STATE, words }, 'P11.A07'));
}
