import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../test/harness.js';
import { dominates, labels } from './labels.js';
import {
  and,
  anyone,
  clearance,
  granted,
  heldIn,
  isPerson,
  keeper,
  nobody,
  not,
  or,
  type RowColumns,
  type Rule,
  role,
  self,
  signedIn,
  viewerOwns,
} from './rules.js';
import { anonymous, sessionVariables, type Viewer } from './viewer.js';

/** Few of each, so that they meet. */
const people = Array.from({ length: 3 }, () => randomUUID());
const departments = Array.from({ length: 3 }, () => randomUUID());
const roles = ['READER', 'ADMINISTRATOR', "O'BRIEN"];
const actions = ['read', 'write'];
const now = new Date('2026-03-02T03:00:00.000Z');
const moments = [-60_000, -1, 0, 1, 60_000].map((offset) => new Date(now.getTime() + offset));

class Thing {
  owner!: string;
  department!: string;
}

interface Row {
  id: string;
  keeper: string | null;
  owner: string | null;
  department: string | null;
}

interface Given {
  person: string;
  type: string;
  record: string;
  action: string;
  from: Date;
  until: Date | null;
}

/** What a rule means, said a third time: for one viewer and one row, with the grants that there are. */
type Meaning = (viewer: Viewer, row: Row, grants: readonly Given[]) => boolean;

interface Case {
  rule: Rule;
  means: Meaning;
}

const mine = (viewer: Viewer, id: string | null) => id !== null && viewer.personId === id;
const isSignedIn = (viewer: Viewer) => viewer.personId !== undefined && !viewer.mustChangePassword;

const leaf: fc.Arbitrary<Case> = fc.oneof(
  fc.constantFrom<Case>(
    { rule: anyone, means: () => true },
    { rule: nobody, means: () => false },
    { rule: signedIn, means: isSignedIn },
    { rule: isPerson, means: (viewer) => viewer.personId !== undefined },
    { rule: keeper, means: (viewer, row) => mine(viewer, row.keeper) },
    { rule: self, means: (viewer, row) => mine(viewer, row.id) },
    { rule: viewerOwns(Thing, 'owner'), means: (viewer, row) => mine(viewer, row.owner) },
    {
      rule: viewerOwns(Thing, 'department'),
      means: (viewer, row) => row.department !== null && viewer.departments.includes(row.department),
    },
  ),
  fc.subarray(roles, { minLength: 1 }).map(
    (some): Case => ({
      rule: role(...some),
      means: (viewer) => some.some((name) => viewer.roles.has(name)),
    }),
  ),
  fc.subarray(roles.slice(0, 2), { minLength: 1 }).map(
    (some): Case => ({
      rule: heldIn(role(...some), Thing, 'department'),
      means: (viewer, row) =>
        some.some((name) => viewer.roles.has(name)) &&
        viewer.posts.some((post) => some.includes(post.role) && post.department === row.department),
    }),
  ),
  fc.constantFrom(...labels).map(
    (label): Case => ({
      rule: clearance(label),
      means: (viewer) => isSignedIn(viewer) && dominates(viewer.clearance, label),
    }),
  ),
  fc.constantFrom(...actions).map(
    (action): Case => ({
      rule: granted(action),
      means: (viewer, row, grants) =>
        grants.some(
          (given) =>
            mine(viewer, given.person) &&
            given.type === 'Thing' &&
            given.record === row.id &&
            given.action === action &&
            given.from <= now &&
            (given.until === null || given.until > now),
        ),
    }),
  ),
);

const cases = fc.letrec<{ any: Case }>((tie) => {
  const some = fc.array(tie('any'), { minLength: 1, maxLength: 3 });
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      some.map((parts) => ({
        rule: and(...parts.map((part) => part.rule)),
        means: (...asked: Parameters<Meaning>) => parts.every((part) => part.means(...asked)),
      })),
      some.map((parts) => ({
        rule: or(...parts.map((part) => part.rule)),
        means: (...asked: Parameters<Meaning>) => parts.some((part) => part.means(...asked)),
      })),
      tie('any').map((part) => ({
        rule: not(part.rule),
        means: (...asked: Parameters<Meaning>) => !part.means(...asked),
      })),
    ),
  };
}).any;

const somebody: fc.Arbitrary<Viewer> = fc.record({
  personId: fc.constantFrom(...people),
  name: fc.constant('somebody'),
  displayName: fc.constant('somebody'),
  roles: fc.subarray(roles).map((some) => new Set(some)),
  department: fc.constant(undefined),
  departments: fc.subarray(departments),
  posts: fc.array(
    fc.record({ role: fc.constantFrom(...roles.slice(0, 2)), department: fc.constantFrom(...departments) }),
    { maxLength: 3 },
  ),
  clearance: fc.constantFrom(...labels),
  compartments: fc.constant([]),
  mustChangePassword: fc.constant(false),
});

/** Somebody, somebody who has not signed in, and somebody with a one-time password, who has no rights yet. */
const viewers: fc.Arbitrary<Viewer> = fc.oneof(
  { weight: 4, arbitrary: somebody },
  { weight: 1, arbitrary: fc.constant(anonymous) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...people).map((personId) => ({ ...anonymous, personId, mustChangePassword: true })),
  },
);

const perhaps = <T>(values: readonly T[]) => fc.constantFrom(null, ...values);
/** A thing may have the id of a person, so that `self` can be true. */
const rowIds = [...people, randomUUID()];
const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    id: fc.constantFrom(...rowIds),
    keeper: perhaps(people),
    owner: perhaps(people),
    department: perhaps(departments),
  }),
  { minLength: 1, maxLength: 5 },
);
const grants: fc.Arbitrary<Given[]> = fc.array(
  fc
    .record({
      person: fc.constantFrom(...people),
      type: fc.constantFrom('Thing', 'Thing', 'Other'),
      record: fc.constantFrom(...rowIds),
      action: fc.constantFrom(...actions),
      from: fc.constantFrom(...moments),
      until: perhaps(moments),
    })
    .filter(({ from, until }) => until === null || until > from),
  { maxLength: 4 },
);

const columns: RowColumns = {
  column: (property) => `r."${property}"`,
  target: (property) => (property === 'department' ? 'Department' : 'Person'),
  grantKeys: () => [{ type: 'Thing', id: 'r."id"' }],
};

let database: TestDatabase;
let owner: Client;
let request: Client;
beforeAll(async () => {
  database = await createDatabase('empty');
  [owner, request] = [new Client(database.owner), new Client(database.request)];
  await Promise.all([owner.connect(), request.connect()]);
  for (const [i, id] of people.entries())
    await owner.query(
      `insert into access.person (id, created_at, updated_at, name, display_name) values ($1, now(), now(), $2, '')`,
      [id, `person ${i}`],
    );
});
afterAll(async () => {
  await Promise.all([owner.end(), request.end()]);
  await database.drop();
});

const arrange = async (given: readonly Given[]) => {
  await owner.query('delete from access."grant"');
  for (const { person, type, record, action, from, until } of given)
    await owner.query(
      `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
       values (gen_random_uuid(), now(), now(), $1, $2, $3, $4, $5, $6)`,
      [person, type, record, action, from, until],
    );
};

/** What PostgreSQL answers for each row, asked as the request role with the variables of the viewer, or with none. */
async function answers(rule: Rule, viewer: Viewer | undefined, given: readonly Row[]): Promise<(boolean | null)[]> {
  await request.query('begin');
  try {
    for (const [name, value] of Object.entries(viewer ? sessionVariables(viewer, 'a request', now) : {}))
      await request.query('select set_config($1, $2, true)', [name, value]);
    const { rows } = await request.query(
      `select (${rule.sql(columns)}) as answer
       from json_to_recordset($1::json) as r(id uuid, keeper uuid, owner uuid, department uuid, place integer) order by r.place`,
      [JSON.stringify(given.map((row, place) => ({ ...row, place })))],
    );
    return rows.map((row) => row.answer);
  } finally {
    await request.query('rollback');
  }
}

describe('P01.A17 the two faces of a rule agree', () => {
  it('for any viewer, any rows and any grants, also nested', async () => {
    await fc.assert(
      fc.asyncProperty(cases, viewers, rows, grants, async ({ rule, means }, viewer, given, there) => {
        await arrange(there);
        const answered = await answers(rule, viewer, given);
        expect(answered).toEqual(given.map((row) => means(viewer, row, there)));
        const verdict = rule.viewer(viewer);
        if (verdict !== undefined) expect(new Set(answered)).toEqual(new Set([verdict]));
      }),
      { numRuns: 400 },
    );
  });

  it('a rule that asks nothing of the row is answered by the viewer alone, and no other is granted by the viewer alone', () => {
    fc.assert(
      fc.property(leaf, viewers, ({ rule }, viewer) => {
        const asked: string[] = [];
        const column = (property: string) => {
          asked.push(property);
          return property;
        };
        rule.sql({ ...columns, column, grantKeys: () => [{ type: 'Thing', id: column('id') }] });
        if (asked.length === 0) expect(rule.viewer(viewer)).not.toBe(undefined);
        else expect(rule.viewer(viewer)).not.toBe(true);
      }),
    );
  });

  it('without variables no rule that asks for somebody is true', async () => {
    const row = { id: people[0]!, keeper: people[0]!, owner: people[0]!, department: departments[0]! };
    await arrange(
      actions.map((action) => ({
        person: people[0]!,
        type: 'Thing',
        record: row.id,
        action,
        from: moments[0]!,
        until: null,
      })),
    );
    const asking = [signedIn, isPerson, keeper, self, granted('read'), role(...roles), clearance(labels[0]!)];
    for (const rule of [...asking, viewerOwns(Thing, 'owner'), viewerOwns(Thing, 'department')])
      expect(await answers(rule, undefined, [row]), rule.name).not.toEqual([true]);
  });

  it('names the roles that it speaks of, however deep', () => {
    const rule = not(and(role('A'), or(keeper, role('B', 'C'), not(role('D')))));
    expect(rule.roles).toEqual(['A', 'B', 'C', 'D']);
  });
});
