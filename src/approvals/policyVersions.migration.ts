import type { Migration } from '../module.js';

/** By policy the number of the version that was in force when the request was made, which it keeps. */
export const policyVersions: Migration = {
  name: '0004-policy-versions',
  up: `alter table approvals.request add column policy_versions jsonb not null default '{}';`,
};
