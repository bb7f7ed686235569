import { setImmediate as turn } from 'node:timers/promises';
import { ask } from './http.js';

export interface SwitchingOptions {
  /** Tokens of people. */
  reader: string;
  administrator: string;
  readers?: number;
  switches?: number;
}

export interface SwitchingOutcome {
  requests: number;
  /** Answers of the readers by query and outcome, for example `customers ok`. */
  outcomes: Record<string, number>;
  /** The longest that a reader waited for one answer. */
  longestPauseMs: number;
  /** The longest that the administrator waited for one switch. */
  longestSwitchMs: number;
}

const queries = {
  customers: '{ customers(first: 5) { nodes { id name } } }',
  feedback: '{ customers(first: 5) { nodes { id qualityFeedback(first: 2) { nodes { id } } } } }',
};

export const setModuleEnabled = `mutation ($name: String!, $enabled: Boolean!, $dryRun: Boolean, $cascade: Boolean) {
  setModuleEnabled(name: $name, enabled: $enabled, dryRun: $dryRun, cascade: $cascade) {
    modules { name enabled } removedFields
  }
}`;

/** Clients read over HTTP without a break, every second one with a field of the module quality, while that is switched. */
export async function switchUnderReaders(
  base: string,
  { reader, administrator, readers = 20, switches = 20 }: SwitchingOptions,
): Promise<SwitchingOutcome> {
  const outcome: SwitchingOutcome = { requests: 0, outcomes: {}, longestPauseMs: 0, longestSwitchMs: 0 };
  let done = false;
  const read = async (kind: keyof typeof queries) => {
    while (!done) {
      const began = performance.now();
      const answer = await ask(base, queries[kind], reader).catch((error: Error) => ({ outcome: error.message }));
      const name = `${kind} ${answer.outcome}`;
      outcome.requests += 1;
      outcome.outcomes[name] = (outcome.outcomes[name] ?? 0) + 1;
      outcome.longestPauseMs = Math.max(outcome.longestPauseMs, performance.now() - began);
    }
  };
  const reading = Array.from({ length: readers }, (_, i) => read(i % 2 === 0 ? 'customers' : 'feedback'));
  try {
    for (let i = 0; i < switches; i += 1) {
      const before = outcome.requests;
      while (outcome.requests < before + 2 * readers) await turn();
      const began = performance.now();
      const switched = await ask(base, setModuleEnabled, administrator, { name: 'quality', enabled: i % 2 === 1 });
      if (switched.outcome !== 'ok') throw new Error(`A switch was answered with ${switched.outcome}.`);
      outcome.longestSwitchMs = Math.max(outcome.longestSwitchMs, performance.now() - began);
    }
  } finally {
    done = true;
    await Promise.all(reading);
  }
  return outcome;
}
