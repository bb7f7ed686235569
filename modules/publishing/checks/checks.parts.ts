import { or } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { byP03, oversees, portal } from '../publishing.roles.js';
import { failingCounts, homePageTerm, messageTerm, newsTerm, noticesTerm } from './checks.interpretations.js';
import { PortalCheckResolver } from './portalCheck.resolver.js';

export const checkPermissions = definePermissions({
  calls: { Query: { portalCheck: byP03('A01', or(portal, oversees)) } },
  rows: {},
});

/** What the manifest takes of the checks of the portal. */
export const checks = {
  resolvers: [PortalCheckResolver],
  interpretations: [homePageTerm, newsTerm, noticesTerm, failingCounts, messageTerm],
};
