import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { analysisOperations } from './analyses/analyses.fixture.js';
import { copyOperations } from './copies/copies.fixture.js';
import { indicatorOperations } from './indicators/indicators.fixture.js';
import { materialOperations } from './materials/materials.fixture.js';
import { releaseOperations } from './releases/releases.fixture.js';
import { secrecyOperations } from './secrecy/secrecy.fixture.js';
import { spotCheckOperations } from './spotChecks/spotChecks.fixture.js';
import { ask, operations as formOperations } from './statistics.fixture.js';

const operations = {
  ...formOperations,
  ...indicatorOperations,
  ...spotCheckOperations,
  ...releaseOperations,
  ...analysisOperations,
  ...copyOperations,
  ...materialOperations,
  ...secrecyOperations,
};

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T10:00:00+08:00') });
});
afterAll(() => platform.close());

const people = [
  'auditor',
  'mch-reporter',
  'mch-reporter-b',
  'mch-statistician',
  'mch-section-head',
  'mch-director',
  'reader',
];

interface Explained {
  allowed: boolean;
  clause: string | null;
  remedy: string | null;
  missing: { kind: string; message: string }[];
}

const question = `query($type: String!, $id: ID!, $action: String!) {
  explainAccess(type: $type, id: $id, action: $action) { allowed clause remedy missing { kind message } } }`;

const explain = async (who: string, type: string, id: string, action: string): Promise<Explained> => {
  const { data, errors } = await ask(platform, who, question, { type, id, action });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.explainAccess;
};

/** What an explanation says that it would come to. */
const foretold = ({ allowed, missing }: Explained): string =>
  allowed ? 'ok' : missing[0]?.kind === 'RECORD' ? 'NOT_FOUND' : 'FORBIDDEN';

/** The id of the record that a mutation is about, among its variables. */
const aboutOf = (variables: Record<string, unknown>): string =>
  String(variables.id ?? Object.entries(variables).find(([name]) => name.endsWith('Id'))![1]);

describe('P11.A08 explainAccess says what happens, for each mutation about a row', () => {
  const tried = Object.keys(operations).filter((name) => name !== 'requestReportAccess');

  it.each(tried)('P11.A08 %s', async (name) => {
    const mutation = platform.platform.core.rulebook.mutations.get(name);
    if (!mutation) return;
    for (const who of people) {
      const [document, variables = {}] = await operations[name]!(platform);
      const said = await explain(who, mutation.type, aboutOf(variables), name);
      const { outcome } = await ask(platform, who, document, variables);
      const came = ['INVALID_STATE', 'CONFLICT', 'BAD_USER_INPUT'].includes(outcome) ? 'ok' : outcome;
      expect([name, who, foretold(said)]).toEqual([name, who, came]);
      if (foretold(said) === 'FORBIDDEN') {
        expect([name, who, said.clause]).toEqual([name, who, expect.stringMatching(/^P(08|11)\./)]);
        expect([name, who, said.remedy]).toEqual([name, who, expect.stringMatching(/[a-z]{3}/)]);
        // Somebody can do it, so the answer says who.
        expect([name, who, said.missing.map(({ kind }) => kind)]).not.toEqual([name, who, ['OTHER']]);
      }
      if (foretold(said) === 'NOT_FOUND') expect(said.clause).toBeNull();
    }
  });
});
