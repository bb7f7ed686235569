import type { Approval } from '../../src/approvals/approval.js';
import type { DutyDefinition } from '../../src/duties/duty.js';
import type { Interpretation } from '../../src/interpretations/interpretation.js';
import type { EntityClass, Migration } from '../../src/module.js';
import { filing } from './filing/filing.parts.js';
import { guidance } from './guidance/guidance.parts.js';
import { monitoring } from './monitoring/monitoring.parts.js';
import { informationRules } from './rules/rules.parts.js';

interface Part {
  entities: readonly EntityClass[];
  reads: readonly EntityClass[];
  resolvers: readonly EntityClass[];
  approvals?: readonly Approval[];
  duties: readonly DutyDefinition[];
  interpretations?: readonly Interpretation[];
  migrations: readonly Migration[];
}

const parts: readonly Part[] = [filing, monitoring, guidance, informationRules];

/** What the work of the information section (P08) adds to the manifest. */
export const informationSection = {
  entities: parts.flatMap(({ entities }) => entities),
  reads: parts.flatMap(({ reads }) => reads),
  resolvers: parts.flatMap(({ resolvers }) => resolvers),
  approvals: parts.flatMap(({ approvals = [] }) => approvals),
  duties: parts.flatMap(({ duties }) => duties),
  interpretations: parts.flatMap(({ interpretations = [] }) => interpretations),
  migrations: parts.flatMap(({ migrations }) => migrations),
};
