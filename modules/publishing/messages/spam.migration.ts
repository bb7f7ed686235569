import type { Migration } from '../../../src/module.js';

export const messageSpamMigration: Migration = {
  name: '0042-message-spam',
  up: `
alter table publishing.citizen_message add spam_reason text collate "C",
  drop constraint citizen_message_status_check,
  add constraint citizen_message_status_check check (status in ('RECEIVED', 'ASSIGNED', 'ANSWERED', 'PUBLISHED', 'SPAM')),
  drop constraint citizen_message_check,
  add constraint citizen_message_check check (status = 'SPAM' or (status = 'RECEIVED') = (unit_id is null)),
  add check (status <> 'SPAM' or spam_reason is not null);

create or replace function publishing.guard_message() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  kept text[] := array['number', 'subject', 'text', 'left_at', 'flagged', 'published_at', 'published_by_id', 'publish_reason'];
  o jsonb := to_jsonb(old);
  n jsonb := to_jsonb(new);
begin
  if publishing.by_owner(tg_relid) then
    return new;
  end if;
  if exists (select from unnest(kept) f where o->f is distinct from n->f) or new.label < old.label
    or old.status <> new.status and (old.status, new.status) not in
      (('RECEIVED', 'ASSIGNED'), ('ASSIGNED', 'ANSWERED'), ('PUBLISHED', 'ANSWERED'),
        ('RECEIVED', 'SPAM'), ('ASSIGNED', 'SPAM'), ('SPAM', 'RECEIVED'), ('SPAM', 'ASSIGNED'))
    or new.status = 'PUBLISHED' and new.answer is distinct from old.answer
  then
    raise insufficient_privilege using message = 'a message stays as it was left, and is published by its review';
  end if;
  return new;
end
$$;

-- What is spam now is not counted for any moment: nobody had to answer it.
create or replace function publishing.unanswered_messages(moment timestamptz, term interval)
  returns table (id uuid, number text, left_at timestamptz, unit text)
  language sql stable security definer set search_path = pg_catalog as $$
  select m.id, m.number, m.left_at, d.name from publishing.citizen_message m left join access.department d on d.id = m.unit_id
  where m.status <> 'SPAM' and m.left_at <= moment and (m.answered_at is null or m.answered_at > moment)
    and ((m.left_at at time zone 'Asia/Shanghai' + term) at time zone 'Asia/Shanghai') < moment
  order by m.left_at, m.id
$$;
`,
};
