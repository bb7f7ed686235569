import type { Client } from 'pg';

/** The organisation that is measured: 50 departments, 500 people, 100 000 customers, 300 000 contacts, 200 000 feedback forms. */
export const size = { departments: 50, people: 500, customers: 100_000, contacts: 300_000, forms: 200_000 };

/**
 * Whose requests are measured. The clearance of the analyst hides 12 % of the rows; the cleared analyst sees two thirds of
 * these as well, and each such row that is shown is recorded. The specialist writes.
 */
export const people = {
  analyst: { name: 'bench-analyst', role: 'ANALYST', clearance: 'INTERNAL' },
  cleared: { name: 'bench-cleared', role: 'ANALYST', clearance: 'CONFIDENTIAL' },
  specialist: { name: 'bench-specialist', role: 'CUSTOMER_INFORMATION_SPECIALIST', clearance: 'INTERNAL' },
} as const;
export type Who = keyof typeof people;

const id = (kind: number, n: string) => `('00000000-0000-4000-800${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const stamps = `timestamptz '2026-01-05 08:00+08', timestamptz '2026-01-05 08:00+08'`;
const label = (n: string) =>
  `(case when ${n} % 25 < 1 then 'SECRET' when ${n} % 25 < 3 then 'CONFIDENTIAL' when ${n} % 25 < 12 then 'INTERNAL' else 'PUBLIC' end)::access.label`;

/** What a row has below SECRET alone; from there on it is sealed, and here empty. */
const below = (n: string, content: string) => `case when ${n} % 25 >= 1 then ${content} end`;

/** Fills an empty, migrated database as its owner. */
export async function fill(owner: Client): Promise<void> {
  const named = Object.values(people);
  const nth = (n: string, of: (one: (typeof named)[number]) => string, rest: string) =>
    `case ${n} ${named.map((one, i) => `when ${i + 1} then '${of(one)}'`).join(' ')} else ${rest} end`;
  const keeper = (n: string) => id(2, `${named.length + 1} + ${n} % ${size.people - named.length}`);
  const statements = [
    `insert into access.department (id, created_at, updated_at, name)
     select ${id(1, 'n')}, ${stamps}, 'Department ' || n from generate_series(1, ${size.departments}) n`,
    `insert into access.person (id, created_at, updated_at, name, display_name, clearance)
     select ${id(2, 'n')}, ${stamps}, ${nth('n', ({ name }) => name, "'person-' || n")}, '人员' || n,
       (${nth('n', ({ clearance }) => clearance, "'INTERNAL'")})::access.label
     from generate_series(1, ${size.people}) n`,
    `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
     select ${id(3, 'n')}, ${stamps}, ${id(2, 'n')}, ${nth('n', ({ role }) => role, "'READER'")},
       ${id(1, `1 + n % ${size.departments}`)}, timestamptz '2026-01-01' from generate_series(1, ${size.people}) n`,
    `insert into customers.customer (id, created_at, updated_at, label, keeper_id, number, name, pinyin, pinyin_initials, index, kind,
       legal_representative, telephone, province, city, capital_amount, capital_currency, founded_on, department_id)
     select ${id(4, 'n')}, ${stamps}, ${label('n')}, ${keeper('n')}, 'KH-B-' || lpad(n::text, 6, '0'),
       '客户' || lpad(((n * 7919) % ${size.customers})::text, 6, '0') || '有限公司', 'kehu' || n, 'kh' || n, 'kh-b-' || n || ' 客户', 'GENERAL',
       ${below('n', "'代表' || n")}, ${below('n', "'0351-' || lpad(n::text, 7, '0')")},
       ${below('n', "(array['山西省', '河北省', '广东省', '江苏省', '四川省'])[1 + n % 5]")}, ${below('n', "'市' || n % 50")},
       ${below('n', 'n * 1000')}, ${below('n', "'CNY'")}, ${below('n', "date '2000-01-01' + n % 8000")}, ${id(1, `1 + n % ${size.departments}`)}
     from generate_series(1, ${size.customers}) n`,
    `insert into customers.contact (id, created_at, updated_at, label, customer_id, name, post, telephone)
     select ${id(5, 'n')}, ${stamps}, 'PUBLIC', ${id(4, `1 + n % ${size.customers}`)}, ${below('(1 + n)', "'联系人' || n")}, ${below('(1 + n)', "'采购'")},
       ${below('(1 + n)', "'139' || lpad(n::text, 8, '0')")}
     from generate_series(1, ${size.contacts}) n`,
    `insert into quality.feedback_form (id, created_at, updated_at, label, number, customer_id, product, report, severity, status, reported_on, reported_by_id)
     select ${id(6, 'n')}, ${stamps}, 'PUBLIC', 'ZL-B-' || lpad(n::text, 6, '0'), ${id(4, `1 + (n * 31) % ${size.customers}`)}, '破碎机 ' || n % 40, ${below('(1 + n * 31)', "'磨损'")},
       (array['MINOR', 'MAJOR', 'CRITICAL'])[1 + n % 3], (array['REPORTED', 'INVESTIGATING', 'TRUE', 'UNTRUE', 'CLOSED'])[1 + n % 5],
       date '2025-01-01' + n % 365, ${keeper('n')}
     from generate_series(1, ${size.forms}) n`,
    'vacuum analyze',
  ];
  for (const statement of statements) await owner.query(statement);
  await copyAudit(owner);
}

/**
 * The hand-written server writes its entries to a table of its own, which looks like the platform's: the platform would
 * seal them.
 */
async function copyAudit(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ text: string }>(
    `select pg_get_functiondef('audit.append_created'::regproc) as text`,
  );
  const append = rows[0]!.text.replaceAll('audit.', 'hand.');
  for (const statement of [
    'create schema hand',
    'create table hand.entry (like audit.entry including all)',
    append,
    'grant usage on schema hand to public',
  ])
    await owner.query(statement);
}

export const customerId = (n: number): string => `00000000-0000-4000-8004-${n.toString(16).padStart(12, '0')}`;
