import type { Migration } from '../module.js';

/** Series whose periods are as long as an interpretation says. */
export const followingSeriesMigration: Migration = {
  name: '0006-following-series',
  up: `
alter table duties.series add column follows boolean not null default false;

-- With the change of a setting the next period of a running series is another one.
create function duties.change_series(of_series uuid, to_period text, from_day date, said json, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  s duties.series;
  r record;
begin
  select * into s from duties.series where id = of_series for update;
  execute format('select r.label, r.compartments from %s r where r.id = $1', s.record_table::regclass) into r using s.record_id;
  update duties.series set period = to_period where id = of_series;
  perform audit.append(json_build_array(json_build_object('action', 'duty series changed', 'type', s.record_type, 'id', s.record_id,
    'label', r.label, 'compartments', r.compartments, 'clause', said->>'clause', 'at', moment,
    'before', json_build_object('name', s.name, 'period', s.period),
    'after', json_build_object('name', s.name, 'period', to_period, 'from', from_day, 'interpretation', said->>'interpretation'))));
end
$$;

-- Separate from begin_series, which many call: it says of the series that it has just begun that it follows.
create function duties.follow_series(of_name text, of_record uuid, follows boolean) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  update duties.series s set follows = follow_series.follows where s.name = of_name and s.record_id = of_record and s.ended_at is null
$$;
`,
};
