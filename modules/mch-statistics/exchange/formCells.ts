import type { Ask } from '../../../src/database/asking.js';
import { cellsOf, type FormCell } from '../entry/form.js';

const state = `select json_build_array(
    (select count(*) + count(withdrawn_at) from mch_statistics.data_set_edition where data_set_id = ?),
    (select count(*) from mch_statistics.data_element_wording),
    (select count(*) from mch_statistics.category_option_combination))::text as state`;

/** A form as it is in periods, kept as long as nobody makes another edition of it or words it anew. */
export class FormCells {
  private state = '';
  private byFirstDay = new Map<string, FormCell[]>();

  constructor(private readonly dataSetId: string) {}

  /** For one batch, as its transaction sees the form. */
  async lookingAt(ask: Ask): Promise<(firstDay: string) => Promise<FormCell[]>> {
    const [now] = await ask<{ state: string }>(state, [this.dataSetId]);
    if (now!.state !== this.state) [this.state, this.byFirstDay] = [now!.state, new Map()];
    const known = this.byFirstDay;
    return async (firstDay) => {
      const cells = known.get(firstDay) ?? (await cellsOf(ask, this.dataSetId, firstDay));
      known.set(firstDay, cells);
      return cells;
    };
  }
}
