import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '../src/database/database.js';
import { everybody, explaining } from './explaining.js';
import { TestPlatform } from './harness.js';
import { type FileName, fileNames, type LabelledCustomer, registerAllLabels } from './labelledCustomers.js';

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
});
afterAll(() => platform.close());

const { ask, explain } = explaining(() => platform);

describe('P01.A22 of what is hidden explainAccess answers as of what never existed', () => {
  const idsOf = (file: LabelledCustomer): Record<string, string> => ({
    Customer: file.id,
    Contact: file.contactId,
    FeedbackForm: file.formId,
  });
  const actions: Record<string, string[]> = {
    Customer: ['read', 'update', 'delete', 'updateCustomer', 'addContact', 'reportFeedback'],
    Contact: ['read', 'update', 'delete', 'removeContact'],
    FeedbackForm: ['read', 'update', 'delete', 'investigateFeedback'],
  };

  /** The answer to the byte, without its id and whatever statements it took. */
  async function observed(who: string, type: string, id: string, action: string) {
    const { database } = platform.platform;
    const statements: string[] = [];
    const plain = database.read;
    database.read = function read<T>(this: unknown, context: never, statement: Statement): Promise<T[]> {
      statements.push(statement.sql);
      return plain.call(database, context, statement) as Promise<T[]>;
    } as typeof plain;
    try {
      const answers = [];
      for (const locale of ['en', 'zh'] as const)
        answers.push(JSON.stringify(await ask(who, type, id, action, locale)));
      return { answers, statements };
    } finally {
      database.read = plain;
    }
  }

  it.each(fileNames)('a file that is %s, for everybody who does not see it', async (name) => {
    const hidden = idsOf(files[name]);
    let compared = 0;
    for (const who of everybody)
      for (const [type, id] of Object.entries(hidden)) {
        if ((await explain(who, type, id, 'read')).allowed) continue;
        for (const action of actions[type]!) {
          const of = await observed(who, type, id, action);
          expect(of.statements).toHaveLength(of.answers[0]!.includes('"RECORD"') ? of.answers.length : 0);
          expect(await observed(who, type, randomUUID(), action)).toEqual(of);
          expect(await observed(who, type, 'no id at all', action)).toEqual(of);
          compared += 1;
        }
      }
    expect(compared).toBeGreaterThan(20);
  });

  it('names no clause, no role and nothing of the type', async () => {
    const id = files['SECRET of the manager'].id;
    expect(await explain('general-manager', 'Customer', id, 'read')).toEqual({
      allowed: false,
      clause: null,
      missing: [
        {
          kind: 'RECORD',
          message: 'It takes a record with this id that is visible to you.',
          anyOf: null,
          level: null,
          action: null,
          property: null,
        },
      ],
      remedy: 'Check the id. What is hidden from you and what never existed give this same answer.',
    });
  });
});
