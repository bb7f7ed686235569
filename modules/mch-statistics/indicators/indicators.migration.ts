import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';
import { indicators } from './shippedIndicators.js';
import { shippedTerms } from './terms.js';

const quoted = (given: unknown): string => `'${JSON.stringify(given).replaceAll("'", "''")}'`;

const terms = Object.entries(shippedTerms).map(([code, { title, partOf }]) => ({ code, title, part_of: partOf }));

const definitions = indicators.map((one) => ({
  code: one.id,
  variant: one.version,
  title: one.title.zh,
  title_en: one.title.en,
  numerator: one.numerator,
  denominator: one.denominator,
  multiplier: one.multiplier,
  interval: one.interval,
  meant_for: one.period,
  source: one.source,
  is_verified: one.verified,
}));

/** Its text holds the shipped lists: what is added to these later goes into lists and a migration of its own. */
export const indicatorTables: Migration = {
  name: '0010-indicators',
  up: `
create table mch_statistics.indicator_term (${baseColumns},
  code text collate "C" not null unique check (code ~ '^[A-Za-z][A-Za-z0-9]{0,59}$'),
  title text collate "C" not null,
  part_of text collate "C" references mch_statistics.indicator_term (code)
);
create table mch_statistics.indicator_term_line (${baseColumns},
  term_id uuid not null references mch_statistics.indicator_term,
  data_set_id uuid not null references mch_statistics.data_set,
  element_id uuid not null references mch_statistics.data_element,
  option_id uuid references mch_statistics.category_option_combination,
  foreign key (data_set_id, element_id) references mch_statistics.data_set_item (data_set_id, element_id),
  unique nulls not distinct (term_id, data_set_id, element_id, option_id)
);
create index on mch_statistics.indicator_term_line (data_set_id, element_id);
create index on mch_statistics.indicator_term_line (element_id);
create index on mch_statistics.indicator_term_line (option_id);

create table mch_statistics.indicator (${baseColumns},
  code text collate "C" not null check (code ~ '^[a-z][a-z0-9-]{0,59}$'),
  variant text collate "C" not null,
  title text collate "C" not null,
  title_en text collate "C",
  numerator text[] collate "C" not null check (cardinality(numerator) between 1 and 10),
  denominator text[] collate "C" not null check (cardinality(denominator) between 1 and 10),
  multiplier integer not null check (multiplier in (1, 100, 1000, 10000, 100000)),
  interval text collate "C" not null check (interval in ('WILSON', 'POISSON')),
  meant_for text collate "C" not null check (meant_for in ('CALENDAR_YEAR', 'REPORTING_YEAR', 'ANY')),
  source text collate "C" not null,
  is_verified boolean not null,
  valid_from date,
  defined_by_id uuid references access.person,
  unique (code, variant)
);
create index on mch_statistics.indicator (title, id);
create index on mch_statistics.indicator (defined_by_id);

insert into mch_statistics.indicator_term (id, created_at, updated_at, code, title)
  select gen_random_uuid(), now(), now(), t.code, t.title
  from jsonb_to_recordset(${quoted(terms)}) as t(code text, title text);
update mch_statistics.indicator_term i set part_of = t.part_of
  from jsonb_to_recordset(${quoted(terms)}) as t(code text, part_of text) where t.code = i.code collate "C";

insert into mch_statistics.indicator (id, created_at, updated_at, code, variant, title, title_en, numerator, denominator, multiplier,
    interval, meant_for, source, is_verified)
  select gen_random_uuid(), now(), now(), i.code, i.variant, i.title, i.title_en, i.numerator, i.denominator, i.multiplier, i.interval,
    i.meant_for, i.source, i.is_verified
  from jsonb_to_recordset(${quoted(definitions)}) as i(code text, variant text, title text, title_en text, numerator text[],
    denominator text[], multiplier integer, interval text, meant_for text, source text, is_verified boolean);

-- P11.A09: a figure says by what it was reckoned; another definition is another version.
create function mch_statistics.keep_indicator() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'an indicator stays as it was defined; define another version';
end
$$;
create trigger keep_indicator before update or delete or truncate on mch_statistics.indicator
  for each statement execute function mch_statistics.keep_indicator();
`,
};
