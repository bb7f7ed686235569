import type { Migration } from '../../../src/module.js';

export const messageRepeatsMigration: Migration = {
  name: '0041-message-repeats',
  up: `
create unique index one_message_for_a_code on publishing.message_sender (code_hash);

-- From somebody who need not be known here. Not taken where the address has left enough today; what is left again, with the
-- code of the first time, stays one message.
drop function publishing.leave_message(json, integer, timestamptz);
create function publishing.leave_message(given json, at_most integer, moment timestamptz) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  so_far integer;
  left_as uuid := gen_random_uuid();
  before text;
begin
  -- Of two at the same moment the second waits for the first.
  perform pg_advisory_xact_lock(hashtextextended(given->>'codeHash', 0));
  select m.number into before from publishing.citizen_message m join publishing.message_sender s on s.message_id = m.id
    where s.code_hash = given->>'codeHash';
  if found then
    return json_build_object('taken', true, 'number', before);
  end if;
  if given->>'address' is not null then
    delete from publishing.message_count c where c.day < (given->>'day')::date;
    insert into publishing.message_count as c (day, address, n) values ((given->>'day')::date, given->>'address', 1)
      on conflict (day, address) do update set n = c.n + 1 returning n into so_far;
    if so_far > at_most then
      return json_build_object('taken', false);
    end if;
  end if;
  insert into publishing.citizen_message (id, created_at, updated_at, label, number, subject, text, left_at, flagged, status)
  values (left_as, moment, moment, 'INTERNAL', given->>'number', given->>'subject', given->>'text', moment,
    array(select json_array_elements_text(given->'flagged')), 'RECEIVED');
  insert into publishing.message_sender (id, created_at, updated_at, label, message_id, name, contact, code_hash)
  values (gen_random_uuid(), moment, moment, 'INTERNAL', left_as, given->>'name', given->>'contact', given->>'codeHash');
  perform notices.tell(json_build_array(json_build_object('kind', 'OTHER', 'role', 'PORTAL_OFFICE', 'message', given->'notice',
    'label', 'INTERNAL', 'recordType', 'CitizenMessage', 'recordId', left_as)), moment, false);
  return json_build_object('taken', true, 'number', given->>'number');
end
$$;
`,
};
