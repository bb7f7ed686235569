import type { Migration } from '../module.js';

/** Jobs of kinds that read their files themselves go on after a restart, in the hands of one instance at a time. */
export const goingOn: Migration = {
  name: '0002-going-on',
  up: `
alter table importing.import_job
  -- Changes with each run of it: who is late writes nothing more.
  add column holder uuid,
  add column file_id uuid,
  -- What another instance needs to go on; null where the kind cannot.
  add column resumption jsonb,
  -- Places of the pieces that are counted.
  add column taken int4multirange not null default '{}',
  -- Since anything was counted. A job that nobody can carry out must not go round for ever.
  add column takeovers integer not null default 0,
  add column total integer;
alter table importing.refused_line add column code text;
create index going_on on importing.import_job (alive_at) where status in ('RUNNING', 'PAUSED');

drop function importing.keep_alive(uuid);
create function importing.keep_alive(job uuid, hands uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set alive_at = clock_timestamp() where id = job and holder = hands
$$;

drop function importing.set_status(uuid, text, text);
-- Where an import stands is written down even if the person has no rights any more.
create function importing.set_status(job uuid, hands uuid, new_status text, why text) returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set status = new_status, message = why, updated_at = clock_timestamp(), version = version + 1
  where id = job and holder = hands and status in ('RUNNING', 'PAUSED')
$$;

-- Whoever looks next may take it over at once.
create function importing.let_go(job uuid, hands uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job set status = 'PAUSED', alive_at = '-infinity', holder = null, updated_at = clock_timestamp(),
    version = version + 1
  where id = job and holder = hands and status in ('RUNNING', 'PAUSED')
$$;

-- Jobs whose instance was not heard of for half a minute, and which nobody can take over.
create or replace function importing.interrupt_stale() returns void
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job j set
    status = case when j.resumption is null or j.takeovers < 5 then 'INTERRUPTED' else 'FAILED' end,
    message = case
      when j.resumption is null then 'The server stopped meanwhile. Import the file again: lines that were taken are then unchanged.'
      when j.takeovers >= 5 then case j.resumption->>'locale'
        when 'zh' then '多次尝试均未能继续，请由系统管理员在日志中查找 ' || (j.resumption->>'requestId') || '。已计入的各行予以保留。'
        else 'It was tried five times and did not get on; ask an administrator to look for ' || (j.resumption->>'requestId') || ' in the log. Lines that were counted are kept.' end
      else case j.resumption->>'locale'
        when 'zh' then '服务器停止期间文件已超过保存期限。请重新发送并导入：已导入的各行将显示为未变化。'
        else 'The file is kept no longer. Send it and import it again: lines that were taken are then unchanged.' end end,
    updated_at = clock_timestamp(), version = version + 1
  where status in ('RUNNING', 'PAUSED') and alive_at < clock_timestamp() - interval '30 seconds'
    and (j.resumption is null or j.takeovers >= 5 or not exists (select from files.stored_file f where f.id = j.file_id))
$$;

create function importing.waiting_jobs() returns table (id uuid, kind text, file_id uuid)
  language sql security definer set search_path = pg_catalog as $$
  select j.id, j.kind, j.file_id from importing.import_job j
  where j.resumption is not null and j.status in ('RUNNING', 'PAUSED') and j.alive_at < clock_timestamp() - interval '30 seconds'
  order by j.created_at
$$;

-- Of two instances that want it one gets it.
create function importing.take_over(job uuid, hands uuid)
  returns table (person_id uuid, file_id uuid, dry_run boolean, resumption jsonb, taken text, total integer)
  language sql security definer set search_path = pg_catalog as $$
  update importing.import_job j set holder = hands, alive_at = clock_timestamp(), takeovers = j.takeovers + 1,
    version = j.version + 1
  where j.id = job and j.resumption is not null and j.status in ('RUNNING', 'PAUSED')
    and j.alive_at < clock_timestamp() - interval '30 seconds'
  returning j.person_id, j.file_id, j.dry_run, j.resumption, j.taken::text, j.total
$$;
`,
};
