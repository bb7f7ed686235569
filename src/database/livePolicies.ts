import { sealedConstraint, sealingPurposes } from '../secrets/sealedTables.js';
import type { Queryable, Recorded } from './inspect.js';

/** What is written down of each policy of a table, and of each function behind it with its triggers, by table and name. */
type Texts = Map<string, Map<string, string>>;

/** Names of the functions that the triggers and policies of a table may have. */
export const functionsOf = (table: string): string[] => {
  const suffix = table.slice(1, -1).replace('"."', '_');
  const purposes = [
    'take_label',
    'pass_label',
    'duty_label',
    'sees',
    'follow',
    'open',
    'erase',
    'stub',
    ...sealingPurposes,
  ];
  return purposes.map((purpose) => `${purpose}_${suffix}`);
};

/** In PostgreSQL's own words, the same in each database. They take their time. */
export const wordsOf = (client: Queryable, tables: readonly string[]): Promise<Texts> =>
  read(
    client,
    tables,
    `select asked as table, policyname as name,
       concat_ws(' / ', permissive, cmd, array_to_string(roles, ','), qual, with_check) as text
     from unnest($1::text[]) asked join pg_policies on asked = format('"%s"."%s"', schemaname, tablename)
     union all
     select null, p.proname, concat_ws(' / ', p.prosecdef, p.proconfig::text, p.prosrc,
       (select string_agg(concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled), '; ' order by t.tgname) from pg_trigger t where t.tgfoid = p.oid))
     from pg_proc p where p.pronamespace = to_regnamespace('access') and p.proname = any($2)
     union all
     select asked, conname, pg_get_constraintdef(oid)
     from unnest($1::text[]) asked join pg_constraint on conrelid = to_regclass(asked)::oid and conname = '${sealedConstraint}'`,
  );

/** Of the rows of PostgreSQL's catalogues, read in no time: where they are equal, so is what is done. */
export const fingerprintsOf = (client: Queryable, tables: readonly string[]): Promise<Texts> =>
  read(
    client,
    tables,
    `with asked as materialized (select name, to_regclass(name)::oid as oid from unnest($1::text[]) name),
       triggers as materialized (select tgfoid, string_agg(one::text, ';' order by oid) as texts from pg_trigger one
         where not tgisinternal group by tgfoid)
     select asked.name as table, p.polname as name, md5(p::text) as text from asked join pg_policy p on p.polrelid = asked.oid
     union all
     select null, p.proname, md5(concat(p::text, triggers.texts)) from pg_proc p left join triggers on tgfoid = p.oid
     where p.pronamespace = to_regnamespace('access') and p.proname = any($2)
     union all
     select asked.name, c.conname, md5(c::text) from asked join pg_constraint c on c.conrelid = asked.oid
     where c.conname = '${sealedConstraint}'`,
  );

/** Names of what is there or was recorded and is not the same in both, by table; nothing of a table that is as it was. */
export async function alteredPolicies(
  client: Queryable,
  recorded: Recorded,
  tables: readonly string[],
): Promise<Map<string, string[]>> {
  const fingerprints = new Map(tables.map((table) => [table, new Map<string, string>()]));
  for (const { table_name, name, fingerprint } of recorded.policies)
    if (name !== '*') fingerprints.get(table_name)?.set(name, fingerprint);
  const suspects = [...different(fingerprints, await fingerprintsOf(client, tables)).keys()];
  if (suspects.length === 0) return new Map();
  const { rows } = await client.query<{ words: { table_name: string; name: string; deparsed: string }[] }>(
    'select zhidu.recorded_words($1) as words',
    [suspects],
  );
  const words: Texts = new Map(suspects.map((table) => [table, new Map()]));
  for (const { table_name, name, deparsed } of rows[0]!.words) words.get(table_name)!.set(name, deparsed);
  return different(words, await wordsOf(client, suspects));
}

function different(before: Texts, after: Texts): Map<string, string[]> {
  const found = [...before].map(([table, texts]): [string, string[]] => {
    const now = after.get(table)!;
    const names = new Set([...texts.keys(), ...now.keys()]);
    return [table, [...names].filter((name) => texts.get(name) !== now.get(name))];
  });
  return new Map(found.filter(([, names]) => names.length > 0));
}

/** Of a query for tables $1 and functions $2, whose rows name a table or are of a function. */
async function read(client: Queryable, tables: readonly string[], query: string): Promise<Texts> {
  const tablesOf = Map.groupBy(
    tables.flatMap((table) => functionsOf(table).map((name) => ({ name, table }))),
    ({ name }) => name,
  );
  const { rows } = await client.query<{ table: string | null; name: string; text: string }>(query, [
    tables,
    [...tablesOf.keys()],
  ]);
  const texts: Texts = new Map(tables.map((table) => [table, new Map()]));
  for (const { table, name, text } of rows)
    for (const owner of table === null ? tablesOf.get(name)!.map((known) => known.table) : [table])
      texts.get(owner)!.set(name, text);
  return texts;
}
