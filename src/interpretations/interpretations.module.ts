import { role, signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { InterpretationsResolver } from './interpretations.resolver.js';

/** How the texts are read where they leave a choice. Always on; the questions come from other modules. */
export const interpretations = defineModule({
  name: 'interpretations',
  title: { en: 'Interpretations', zh: '条款解释' },
  description: 'Choices that the texts of the policies leave, as settings with a recorded reason.',
  requires: ['access', 'audit'],
  resolvers: [InterpretationsResolver],
  permissions: {
    calls: { Query: { interpretations: signedIn }, Mutation: { setInterpretation: role('ADMINISTRATOR') } },
    rows: {},
  },
  migrations: [
    {
      name: '0001-choices',
      up: `
-- Rows are added and never changed: the newest of an interpretation holds.
create table interpretations.choice (
  id bigint generated always as identity primary key,
  interpretation text collate "C" not null,
  choice text not null,
  reason text not null,
  set_at timestamptz(3) not null,
  set_by uuid references access.person
);
create index on interpretations.choice (interpretation, id desc);

create function interpretations.in_force() returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(json_object_agg(c.interpretation, json_build_object(
    'choice', c.choice, 'reason', c.reason, 'setAt', c.set_at, 'setBy', c.set_by)), '{}')
  from (select distinct on (interpretation) * from interpretations.choice order by interpretation, id desc) c
$$;

create function interpretations.set(wanted text, chosen text, why text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not coalesce('ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ',')), false) then
    raise insufficient_privilege using message = 'setting an interpretation';
  end if;
  insert into interpretations.choice (interpretation, choice, reason, set_at, set_by)
  values (wanted, chosen, why, current_setting('app.now')::timestamptz, current_setting('app.person')::uuid);
end
$$;
`,
    },
  ],
});
