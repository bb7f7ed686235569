import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import { addLeakMeasure, closeLeak, containedLeak, containLeak, leakOf } from './satisfactionCalls.js';

/** How what is done about leaks, complaints and surveys is really tried. */
export function satisfactionAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const versionIn = (table: string) => async (id: string) => ({
    id,
    version:
      (await opened().owner<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]?.version ?? 1,
  });
  const leak = versionIn('customers.leak_incident');
  return {
    'Customer reportLeak': {
      type: 'Customer',
      document:
        'mutation($id: ID!) { reportLeak(input: { customerIds: [$id], channel: OTHER, certain: true, description: "外泄", remedialAction: "制止" }) { id } }',
      record: ({ id }) => id,
    },
    'LeakIncident read': {
      type: 'LeakIncident',
      document: 'query($id: ID!) { leakIncident(id: $id) { id } }',
      record: async () => (await leakOf(opened(), 'customer-developer')).id,
    },
    'LeakIncident addLeakMeasure': {
      type: 'LeakIncident',
      document: addLeakMeasure,
      record: async () => (await leakOf(opened(), 'customer-developer')).id,
    },
    'LeakIncident containLeak': {
      type: 'LeakIncident',
      document: containLeak,
      record: async () => (await leakOf(opened(), 'customer-developer')).id,
      variables: leak,
    },
    'LeakIncident closeLeak': {
      type: 'LeakIncident',
      document: closeLeak,
      record: async () => (await containedLeak(opened(), 'customer-information-supervisor')).id,
      variables: leak,
    },
  };
}
