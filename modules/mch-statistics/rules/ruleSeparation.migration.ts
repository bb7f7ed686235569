import type { Message } from '../../../src/languages/message.js';
import type { Migration } from '../../../src/module.js';

const sameHand = JSON.stringify({
  en: 'Who wrote or reviewed a rule does not issue it. Have somebody else sign, or return it.',
  zh: '起草人、审核人不得签发同一制度。请由他人签发，或予以退回。',
} satisfies Message);

export const ruleSeparation: Migration = {
  name: '0131-rule-separation',
  up: `
-- Rules that are in force follow a changed setting too.
update duties.series set follows = true where name = 'checkInformationRule';

alter table mch_statistics.information_rule_version
  add column written_by_ids uuid[] not null default '{}',
  add column reviewed_by_id uuid references access.person;
update mch_statistics.information_rule_version set written_by_ids = array[drafted_by_id];
alter table mch_statistics.information_rule_version alter column written_by_ids drop default,
  add check (drafted_by_id = any (written_by_ids)),
  add check (reviewed_by_id is distinct from issued_by_id or reviewed_by_id is null);
create index on mch_statistics.information_rule_version (reviewed_by_id, id);

-- P08.A02: writing, reviewing and issuing are the work of different people, whatever roles somebody holds.
create function mch_statistics.separate_rule() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.issued_by_id = any (new.written_by_ids) or new.reviewed_by_id = any (new.written_by_ids || new.issued_by_id) then
    raise exception using errcode = 'ZH900', message = '${sameHand}';
  end if;
  return new;
end
$$;
create trigger separate_rule before update of state on mch_statistics.information_rule_version for each row
  when (new.state = 'ISSUED' and old.state <> 'ISSUED') execute function mch_statistics.separate_rule();

create function mch_statistics.note_review() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.reviewed_by_id := (select (s.value->'approval'->>'by')::uuid
    from approvals.request a, jsonb_array_elements(to_jsonb(a.steps)) step, jsonb_array_elements(step->'signers') s
    where a.name = 'issueInformationRule' and a.record_id = new.id and a.status = 'APPROVED' and step->>'name' = 'review'
      and s.value ? 'approval' order by a.ended_at desc limit 1);
  return new;
end
$$;
create trigger a_note_review before update of state on mch_statistics.information_rule_version for each row
  when (new.state = 'ISSUED' and old.state <> 'ISSUED') execute function mch_statistics.note_review();
`,
};
