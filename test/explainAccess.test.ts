import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { GraphQLID, getNamedType } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Explained, everybody, explaining, filesFor, foretold } from './explaining.js';
import { TestPlatform } from './harness.js';
import {
  type FileName,
  feedbackOn,
  type LabelledCustomer,
  registerAllLabels,
  registerLabelled,
  reportDocument,
} from './labelledCustomers.js';
import { table } from './peopleTable.js';
import { tabledModules } from './tabledModules.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
});
afterAll(() => platform.close());

const { ask, explain, attempts, reallyTried } = explaining(() => platform);

describe.each(Object.entries(attempts))('P01.A17 P01.A22 explainAccess of %s says what happens', (name, attempt) => {
  const action = name.split(' ')[1]!;
  it.each(filesFor(attempt))('to a file that is %s', async (fileName) => {
    for (const who of everybody) {
      const id = await attempt.record(files[fileName]);
      const said = foretold(await explain(who, attempt.type, id, action));
      expect([who, said]).toEqual([who, await reallyTried(attempt, who, id)]);
    }
  });
});

describe('P01.A17 P01.A22 explainAccess of any record of the demo', () => {
  const sources: Record<string, string> = {
    Customer: 'customers.customer',
    Contact: 'customers.contact',
    FeedbackForm: 'quality.feedback_form',
  };
  const tried = Object.entries(attempts).filter(([, { type }]) => type in sources);

  it('says what happens, whoever asks and whatever its label', async () => {
    const ids: Record<string, string[]> = {};
    for (const [type, table] of Object.entries(sources))
      ids[type] = (await platform.owner<{ id: string }>(`select id from ${table} order by id`)).map(({ id }) => id);
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...everybody),
        fc.constantFrom(...tried),
        fc.nat(),
        async (who, [name, attempt], place) => {
          const known = ids[attempt.type]!;
          const id = known[place % known.length]!;
          const said = foretold(await explain(who, attempt.type, id, name.split(' ')[1]!));
          const came = await reallyTried(attempt, who, id);
          // A form that has its finding already is a matter of its state and not of rights.
          expect([who, name, id, said]).toEqual([who, name, id, came === 'INVALID_STATE' ? 'ok' : came]);
          // What was removed is not tried again.
          if (name === 'Contact removeContact' && came === 'ok') known.splice(place % known.length, 1);
          seen.set(said, (seen.get(said) ?? 0) + 1);
        },
      ),
      { numRuns: 200 },
    );
    expect([...seen.keys()].sort()).toEqual(['FORBIDDEN', 'NOT_FOUND', 'ok']);
  });
});

/** ok; R a role, E somebody else, - a record that is visible, N nobody can. */
const cells = (explained: Explained): string =>
  explained.allowed
    ? 'ok'
    : explained.missing
        .map(({ kind }) => ({ ROLE: 'R', SOMEBODY_ELSE: 'E', RECORD: '-', GRANT: 'G', OTHER: 'N' })[kind] ?? kind)
        .join('+');

const explained = table(`
                                                any adm aud ana gen csm sup spe dev sal qua uni rea
P01.A17 Customer read PUBLIC                    --  -  -  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
P01.A17 Customer read CONFIDENTIAL              --  -  -  ok  ok  ok  ok  ok  -  ok  ok  -  -
P01.A22 Customer read SECRET of the manager     --  -  -  -  -  ok  -  -  -  -  -  -  -
P01.A05 Customer update INTERNAL                --  -  -  R  R  ok  ok  ok  R  R  R  R  -
P01.A05 Customer delete INTERNAL                --  -  -  N  N  N  N  N  N  N  N  N  -
P01.A05 Customer updateCustomer PUBLIC          --  R  R  R  R  ok  ok  ok  R  R  R  R  R
P01.A05 Customer updateCustomer CONFIDENTIAL    --  R  R  R  R  ok  ok  ok  R  R  R  R  R
P01.A22 Customer updateCustomer SECRET of the manager      --  R  R  R  R  ok  -  -  R  R  R  R  R
P01.A05 Customer addContact INTERNAL            --  R  R  R  R  ok  ok  ok  R  R  R  R  R
P06.A01 Customer reportFeedback CONFIDENTIAL    --  R  R  R  R  ok  ok  ok  -  ok  ok  R  R
P06.A03 FeedbackForm investigateFeedback PUBLIC  --  R  R  R  R  R  R  R  R  R  ok  R  R
P06.A03 FeedbackForm update INTERNAL            --  -  -  R  R  R  R  R  R  R  ok  R  -
`);

describe('explainAccess: people x records x actions -> what is missing, by which clause', () => {
  it.each(explained)('%s', async (row, expected) => {
    const [clause, type, action, ...name] = row.split(' ') as [string, string, string, ...string[]];
    const file = files[name.join(' ') as FileName];
    const id = type === 'Customer' ? file.id : file.formId;
    const found: Record<string, string> = { anyone: '--' };
    for (const who of everybody) {
      const answer = await explain(who, type, id, action);
      found[who] = cells(answer);
      // Of what is hidden no clause speaks, and none of what is open to nobody.
      const cites = !['-', 'N'].includes(found[who]!);
      // A refusal of the call by role cites the rule of the call, whatever the label.
      const byCall = found[who] === 'R' && clause === 'P01.A22' ? 'P01.A05' : clause;
      expect([who, answer.clause]).toEqual([who, cites ? byCall : null]);
    }
    expect(found).toEqual(expected);
  });

  it('is for people who have signed in', async () => {
    expect((await ask('anyone', 'Customer', files.PUBLIC.id, 'read')).outcome).toBe('UNAUTHENTICATED');
  });
});

describe('explainAccess says in full', () => {
  it('P01.A05 which roles would do, and whom to ask', async () => {
    const roles = ['CUSTOMER_SERVICE_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_INFORMATION_SPECIALIST'];
    expect(await explain('reader', 'Customer', files.PUBLIC.id, 'updateCustomer')).toEqual({
      allowed: false,
      clause: 'P01.A05',
      missing: [
        {
          kind: 'ROLE',
          message:
            'It takes one of the roles: Customer service manager, Customer information supervisor, Customer information specialist.',
          anyOf: roles,
          level: null,
          action: null,
          property: null,
        },
      ],
      remedy: 'Ask somebody in such a role to do it, or an administrator to give it to you.',
    });
  });

  it('P06.A03 that whoever filled in a form does not investigate it', async () => {
    const inspector = platform.as('quality-inspector');
    const { data } = await inspector.run(reportDocument, feedbackOn(files.PUBLIC.id));
    const answer = await explain('quality-inspector', 'FeedbackForm', data.reportFeedback.id, 'investigateFeedback');
    expect(answer).toMatchObject({ allowed: false, clause: 'P06.A03' });
    expect(answer.missing).toMatchObject([{ kind: 'SOMEBODY_ELSE', property: 'reportedBy' }]);
    expect(answer.remedy).toBe('It is you whom reportedBy names: ask somebody else who may do it.');
  });

  describe('P01.A22 of a SECRET file that a grant opens for reading', () => {
    let file: LabelledCustomer;
    beforeAll(async () => {
      file = await registerLabelled(platform, supervisor, 'SECRET', '只授权查阅');
    });
    afterEach(() => platform.owner('delete from access."grant"'));

    const give = (action: string) =>
      platform.owner(
        `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from)
         select gen_random_uuid(), now(), now(), id, 'Customer', $1, $2, '2026-01-01' from access.person where name = $3`,
        [file.id, action, manager],
      );

    it.each(['updateCustomer', 'addContact', 'reportFeedback', 'update'])(
      'that %s takes one for writing',
      async (action) => {
        expect((await explain(manager, 'Customer', file.id, action)).missing).toMatchObject([{ kind: 'RECORD' }]);
        await give('read');
        expect(await explain(manager, 'Customer', file.id, 'read')).toMatchObject({ allowed: true, clause: 'P01.A22' });
        const answer = await explain(manager, 'Customer', file.id, action);
        expect(answer).toMatchObject({ allowed: false, clause: 'P01.A22' });
        expect(answer.missing).toMatchObject([{ kind: 'GRANT', action: 'write' }]);
        await give('write');
        expect(await explain(manager, 'Customer', file.id, action)).toMatchObject({ allowed: true, clause: 'P01.A22' });
      },
    );

    it.each<[string, (file: LabelledCustomer) => [string, string]]>([
      ['Customer updateCustomer', ({ id }) => ['Customer', id]],
      ['Customer addContact', ({ id }) => ['Customer', id]],
      ['Customer reportFeedback', ({ id }) => ['Customer', id]],
      ['Contact removeContact', ({ contactId }) => ['Contact', contactId]],
    ])('and %s is refused with the same reasons', async (name, of) => {
      await give('read');
      const [type, id] = of(file);
      const attempt = attempts[name]!;
      const told = await explain(manager, type, id, name.split(' ')[1]!);
      const { errors } = await platform
        .as(manager)
        .run(attempt.document, { ...(await (attempt.variables ?? ((id) => ({ id })))(id)) });
      const { code, clause, missing, remedy } = errors[0]!.extensions as unknown as Explained & { code: string };
      expect({ code, clause, remedy }).toEqual({ code: 'FORBIDDEN', clause: 'P01.A22', remedy: told.remedy });
      expect(missing).toEqual([{ kind: 'GRANT', action: 'write', message: told.missing[0]!.message }]);
    });
  });
});

it('explainAccess knows every mutation that takes an id, and tries each of them above', () => {
  const { schemas, core } = platform.platform;
  const tabled = platform.rootFieldsOf(...tabledModules);
  const taking = Object.values(schemas.full.getMutationType()!.getFields())
    .filter(({ args }) => args.some(({ type }) => getNamedType(type) === GraphQLID))
    .map(({ name }) => name);
  expect([...core.rulebook.mutations.keys()]).toEqual(expect.arrayContaining(taking));
  const tried = Object.keys(attempts).map((name) => name.split(' ')[1]);
  expect(tried.filter((name) => name !== 'read').sort()).toEqual(
    [...core.rulebook.mutations.keys()].filter((name) => tabled.includes(name)).sort(),
  );
});

describe('explainAccess refuses', () => {
  it.each<[string, string, string, string, string]>([
    ['an unknown type', 'Nothing', 'read', 'type', 'Customer'],
    [
      'an unknown action',
      'Customer',
      'burn',
      'action',
      'read, update, delete, updateCustomer, addContact, requestCustomerReading',
    ],
    ['a mutation on another type', 'FeedbackForm', 'updateCustomer', 'action', 'investigateFeedback'],
    ['a mutation that finds no record', 'Customer', 'registerCustomer', 'action', 'updateCustomer'],
    ['no type', '', 'read', 'type', 'Give 1 to 100 characters.'],
  ])('%s, naming those that exist', async (_what, type, action, path, named) => {
    const { errors, outcome } = await ask('reader', type, randomUUID(), action);
    expect(outcome).toBe('BAD_USER_INPUT');
    expect(errors[0]!.extensions!.problems).toEqual([{ path, message: expect.stringContaining(named) }]);
  });

  it('what is switched off', async () => {
    const administrator = platform.as('administrator');
    const set = (enabled: boolean) =>
      administrator.run(`mutation { setModuleEnabled(name: "quality", enabled: ${enabled}) { removedFields } }`);
    await set(false);
    try {
      expect((await ask('reader', 'FeedbackForm', randomUUID(), 'read')).outcome).toBe('MODULE_DISABLED');
      expect((await ask('reader', 'Customer', randomUUID(), 'reportFeedback')).outcome).toBe('MODULE_DISABLED');
      const { errors } = await ask('reader', 'Customer', randomUUID(), 'burn');
      expect(errors[0]!.message).not.toContain('reportFeedback');
    } finally {
      await set(true);
    }
  });
});
