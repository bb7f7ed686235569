import { defineModule, type Migration, type Module } from '../module.js';

const migrations: Migration[] = [
  {
    name: '0001-things',
    up: `
create table pretend.thing (id bigint generated always as identity primary key, name text not null, parent_id bigint references pretend.thing);
create function pretend.refuse() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
create trigger refuse before update or truncate on pretend.thing for each statement execute function pretend.refuse();
alter table pretend.thing enable always trigger refuse;`,
  },
  {
    name: '0002-size',
    up: `
alter table pretend.thing add column size integer not null default 7, add column doubled integer generated always as (size * 2) stored;
-- A circle of foreign keys.
create table pretend.part (id bigint primary key, thing_id bigint references pretend.thing);
alter table pretend.thing add column part_id bigint references pretend.part deferrable initially deferred;`,
  },
];

/** A module without an entity, with as many of its migrations as there were then. */
export const pretendModule = (count: number): Module =>
  defineModule({
    name: 'pretend',
    title: { en: 'Pretend', zh: '假装' },
    description: 'What the core must carry without knowing it.',
    permissions: { calls: {}, rows: {} },
    migrations: migrations.slice(0, count),
  });
