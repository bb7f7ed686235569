import type { Migration } from '../module.js';

const columns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null`;

export const migrations: readonly Migration[] = [
  {
    name: '0001-word-lists',
    up: `
create table screening.word_list (${columns},
  name text collate "C" not null unique,
  modules text[] not null,
  edition integer not null,
  size integer not null check (size between 0 and 20000)
);
create index on screening.word_list (created_at, id);

create table screening.word_category (${columns},
  list_id uuid not null references screening.word_list,
  name text collate "C" not null,
  severity text collate "C" not null check (severity in ('FORBID', 'WARN', 'ALLOW')),
  unique (list_id, name),
  unique (list_id, id)
);
create index on screening.word_category (created_at, id);

create table screening.word_list_edition (${columns},
  list_id uuid not null references screening.word_list,
  number integer not null,
  reason text collate "C" not null,
  added integer not null,
  removed integer not null,
  made_by_id uuid not null references access.person,
  unique (list_id, number)
);
create index on screening.word_list_edition (created_at, id);

create table screening.screened_word (${columns},
  list_id uuid not null references screening.word_list,
  category_id uuid not null,
  text text collate "C" not null,
  folded text collate "C" not null,
  by_sound boolean not null,
  added_in integer not null,
  removed_in integer check (removed_in > added_in),
  foreign key (list_id, category_id) references screening.word_category (list_id, id),
  foreign key (list_id, added_in) references screening.word_list_edition (list_id, number),
  foreign key (list_id, removed_in) references screening.word_list_edition (list_id, number)
);
create unique index on screening.screened_word (list_id, folded) where removed_in is null;
create index on screening.screened_word (created_at, id);

-- A word leaves once and is else what it was: earlier decisions name it.
create function screening.keep_word() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.removed_in is not null or new.removed_in is null
    or (new.list_id, new.category_id, new.text, new.folded, new.by_sound, new.added_in)
      is distinct from (old.list_id, old.category_id, old.text, old.folded, old.by_sound, old.added_in) then
    raise insufficient_privilege using message = 'a word of a list is added and removed, never changed';
  end if;
  return new;
end
$$;
create trigger keep_word before update on screening.screened_word for each row execute function screening.keep_word();

-- For the server alone, whoever asks: which lists a module's texts are screened by, and their words.
create function screening.editions_for(module text) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'edition', l.edition) order by l.name), '[]')
  from screening.word_list l where l.modules = '{}' or module = any (l.modules)
$$;

create function screening.words_for(module text) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object('id', w.id, 'text', w.text, 'list', l.name, 'category', c.name,
    'severity', c.severity, 'bySound', w.by_sound) order by w.added_in, w.id), '[]')
  from screening.word_list l
  join screening.screened_word w on w.list_id = l.id and w.removed_in is null
  join screening.word_category c on c.id = w.category_id
  where l.modules = '{}' or module = any (l.modules)
$$;
`,
  },
];
