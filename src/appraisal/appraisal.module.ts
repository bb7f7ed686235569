import type { MetadataStorage } from '@mikro-orm/core';
import { defineModule, type EntityClass, type Module } from '../module.js';
import { migrations } from './appraisal.migrations.js';
import { permissionsOf } from './appraisal.permissions.js';
import { AppraisalResolver } from './appraisal.resolver.js';
import { appraisalsOf, casesOf } from './appraisalDefinition.js';
import { AppraisalEntry } from './appraisalEntry.entity.js';
import { appraisalTriggers } from './appraisalTriggers.js';

/** Merits and demerits of people and departments. Always on; the kinds of them other modules say. */
export const appraisal = defineModule({
  name: 'appraisal',
  title: { en: 'Appraisal', zh: '考核' },
  description:
    'Points, criticism, penalties and rewards of people and departments, decided by approvals and ranked by quarter.',
  requires: ['access', 'approvals', 'audit', 'handover', 'interpretations'],
  entities: [AppraisalEntry],
  reads: [{ entity: AppraisalEntry, list: 'appraisalEntries', one: 'appraisalEntry' }],
  resolvers: [AppraisalResolver],
  permissions: permissionsOf([]),
  migrations,
  adapt: (modules: readonly Module[]) => ({
    permissions: permissionsOf(appraisalsOf(modules)),
    triggers: (entity: EntityClass, metadata: MetadataStorage) =>
      entity === AppraisalEntry ? appraisalTriggers(casesOf(modules), metadata) : [],
  }),
});
