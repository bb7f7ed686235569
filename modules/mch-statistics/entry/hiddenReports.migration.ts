import type { Migration } from '../../../src/module.js';

/** Whether there is a report of a period of an assignment, for whoever sees the assignment and not the report. */
export const hiddenReports: Migration = {
  name: '0028-hidden-reports',
  up: `
create function mch_statistics.is_opened(of_assignment uuid, for_period text) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from mch_statistics.data_set_report r where r.assignment_id = of_assignment and r.period = for_period)
$$;
`,
};
