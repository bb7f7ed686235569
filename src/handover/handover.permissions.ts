import { and, clause, cleared, or, role, rule, signedIn, viewerOwns } from '../access/rules.js';
import type { Permissions } from '../module.js';
import { Handover } from './handover.entity.js';
import { isHead, receives, somebody, takesOver } from './handover.rules.js';
import { HandoverItem } from './handoverItem.entity.js';

const leaver = viewerOwns(Handover, 'person');
const clauseId = 'P02.A06';
const takesPart = clause(clauseId, and(signedIn, or(leaver, isHead)));
const successor = viewerOwns(HandoverItem, 'successor');
const overseer = role('ADMINISTRATOR', 'AUDITOR', 'GENERAL_MANAGER');

const ofHead = rule(
  'ofHead',
  somebody,
  (row) =>
    `exists (select from handover.handover h where h.id = ${row.column('handover')} and handover.is_head(h.person_id, h.department_id))`,
);

export const permissions: Permissions = {
  calls: {
    Query: {
      handover: signedIn,
      handovers: signedIn,
      handoverItem: signedIn,
      handoverItems: signedIn,
      handoverList: signedIn,
    },
    Mutation: {
      beginHandover: clause(clauseId, signedIn),
      passOn: takesPart,
      declareHandover: takesPart,
      receiveHandover: clause(clauseId, and(signedIn, receives)),
      signHandover: clause(clauseId, and(signedIn, isHead)),
      requestTakeover: clause(clauseId, and(signedIn, takesOver)),
    },
  },
  records: {
    passOn: { type: 'Handover', does: 'update' },
    declareHandover: { type: 'Handover', does: 'update' },
    receiveHandover: { type: 'Handover' },
    signHandover: { type: 'Handover', does: 'update' },
    requestTakeover: { type: 'Handover' },
  },
  rows: {
    Handover: {
      read: clause(clauseId, or(leaver, isHead, receives, takesOver, overseer)),
      insert: clause(clauseId, and(signedIn, or(leaver, isHead, takesOver, role('ADMINISTRATOR')))),
      update: clause(clauseId, or(leaver, isHead)),
    },
    HandoverItem: {
      read: clause(clauseId, or(viewerOwns(HandoverItem, 'person'), successor, ofHead)),
      knownTo: and(cleared, successor),
    },
  },
};
