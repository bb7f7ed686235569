import type { Policy } from '../../src/clauses/clause.js';
import { informationPolicy } from './customers.clauses-information.js';
import { managementPolicy } from './customers.clauses-management.js';
import { satisfactionPolicy } from './customers.clauses-satisfaction.js';

/** The policies that this module carries out, in our own words. */
export const clauses: Policy[] = [informationPolicy, managementPolicy, satisfactionPolicy];
