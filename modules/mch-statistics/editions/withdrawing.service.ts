import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import { invalidState } from '../../../src/errors.js';
import { ValidationRule } from '../forms/dataSet.entity.js';
import { DataSetEdition } from './dataSetEdition.entity.js';
import type { WithdrawEditionArgs } from './editions.inputs.js';
import { newestOf } from './editions.service.js';

/** Takes the newest edition back before it is used; what it had replaced holds again. */
export function withdrawEdition(
  context: SignedInContext,
  { id, version, reason }: WithdrawEditionArgs,
): Promise<DataSetEdition> {
  return context.database.write(context, async (writing) => {
    const { em } = writing;
    const edition = await writing.find('withdrawEdition', DataSetEdition, id, version);
    if (edition.withdrawnAt) throw already;
    if (edition.number === 1) throw theFirst;
    const dataSet = edition.dataSet;
    if ((await newestOf(writing, dataSet)).id !== edition.id) throw notTheNewest;
    const [row] = await askingOf(em)<{ until: string | null }>('select mch_statistics.begun_until(?, null) as until', [
      dataSet.id,
    ]);
    if (row?.until && row.until >= edition.validFrom) throw inUse(row.until);
    Object.assign(edition, {
      withdrawnAt: context.now,
      withdrawnBy: em.getReference(Person, context.viewer.personId),
      withdrawReason: reason.trim(),
    });
    const { number } = edition;
    const rules = await em.find(ValidationRule, { dataSet: dataSet.id });
    for (const rule of rules.filter(({ sinceEdition }) => sinceEdition === number)) rule.untilEdition = number;
    // A name stands once among those that hold.
    await em.flush();
    const before = await newestOf(writing, dataSet);
    for (const rule of rules.filter(({ untilEdition }) => untilEdition === before.number)) rule.untilEdition = null;
    return edition;
  });
}

const already = invalidState({ en: 'It is withdrawn already.', zh: '该版本已撤回。' });

const theFirst = invalidState({
  en: 'A form keeps its first edition. Make another one with reviseDataSet.',
  zh: '报表的首个版本不能撤回，请用 reviseDataSet 另立新版。',
});

const notTheNewest = invalidState({
  en: 'Another edition was made after it. Withdraw that one first.',
  zh: '其后已有更新的版本，请先撤回该版本。',
});

const inUse = (until: string) =>
  invalidState({
    en: `Values were entered for its periods up to ${until}: these reports keep it. Make another edition for later periods with reviseDataSet.`,
    zh: `截至 ${until} 的期间已按该版本录入数据，相关报表沿用该版本。请用 reviseDataSet 为以后的期间另立新版。`,
  });
