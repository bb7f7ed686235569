import { role, signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { SwitchingResolver } from './switching.resolver.js';

/** Which modules are on. Always on itself. */
export const switching = defineModule({
  name: 'switching',
  title: { en: 'Modules', zh: '模块开关' },
  description: 'Switches modules on and off while the platform runs.',
  requires: ['access'],
  resolvers: [SwitchingResolver],
  permissions: {
    calls: { Query: { modules: signedIn }, Mutation: { setModuleEnabled: role('ADMINISTRATOR') } },
    rows: {},
  },
  migrations: [
    {
      name: '0001-state',
      up: `
create table switching.disabled_module (
  name text primary key,
  changed_at timestamptz not null default now(),
  changed_by uuid references access.person
);

create function switching.disabled_modules() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(name order by name), '{}') from switching.disabled_module
$$;

-- Holds other switches off until the transaction ends.
create function switching.lock_modules() returns text[]
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  lock table switching.disabled_module in share row exclusive mode;
  return switching.disabled_modules();
end
$$;

create function switching.set_disabled(names text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not coalesce('ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ',')), false) then
    raise insufficient_privilege using message = 'switching modules';
  end if;
  delete from switching.disabled_module where not name = any (names);
  insert into switching.disabled_module (name, changed_by)
  select n, nullif(current_setting('app.person', true), '')::uuid from unnest(names) n
  on conflict (name) do nothing;
  perform pg_notify('zhidu_modules', '');
end
$$;
`,
    },
  ],
});
