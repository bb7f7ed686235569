import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';

const manager = 'customer-service-manager';
const longText = 'x'.repeat(20_000);
const propose = `mutation($policy: String!, $basedOn: Int!, $input: PolicyVersionInput!) {
  proposePolicyVersion(policy: $policy, basedOn: $basedOn, input: $input) { id }
}`;
const proposal = (policy: string, basedOn: number, input: object, who = manager): Bad => [
  'proposePolicyVersion',
  who,
  propose,
  { policy, basedOn, input },
];

const resubmission = (id: string, who: string, input: object): Bad => [
  'resubmitPolicyVersion',
  who,
  'mutation($id: ID!, $input: PolicyVersionInput!) { resubmitPolicyVersion(id: $id, version: 1, input: $input) { id } }',
  { id, input },
];

const acknowledgement = (id: string, number: number, who = 'reader'): Bad => [
  'acknowledgePolicy',
  who,
  'mutation($id: String!, $number: Int!) { acknowledgePolicy(id: $id, number: $number) { id } }',
  { id, number },
];

const wrong = {
  title: { zh: '' },
  scope: { zh: longText, en: longText },
  changes: [{ clause: '' }, { clause: 'P01.A14', summary: { zh: '' } }],
  reason: '',
  effectiveFrom: '2026-02-30',
};

/** What the mutations about versions of policies refuse. */
export const badInputsOfPolicies = (): Bad[] => [
  proposal('P01', 0, wrong),
  proposal('P99', 1, { reason: 'x', title: { zh: '题' } }),
  proposal('P01', 1, { reason: 'x' }),
  proposal('P01', 1, {
    reason: 'x',
    effectiveFrom: '2001-01-01',
    changes: [
      { clause: 'P01.A14' },
      { clause: 'P01.A14', repeal: true },
      { clause: 'P01.A15', repeal: true, title: { zh: '题' } },
      { clause: 'P02.A01', title: { zh: '题' } },
      { clause: 'P01.A99', repeal: true },
      { clause: 'P01.A30', title: { zh: '题' } },
    ],
  }),
  proposal('P01', 7, { reason: 'x', title: { zh: '题' } }),
  proposal('P01', 1, { reason: 'x', title: { zh: '题' } }, 'reader'),
  resubmission('x', manager, wrong),
  resubmission(randomUUID(), manager, { reason: 'x', title: { zh: '题' } }),
  acknowledgement('', 0),
  acknowledgement('P01.A14', 1),
  acknowledgement('P01', 7),
  acknowledgement('P01', 1, 'anyone'),
];
