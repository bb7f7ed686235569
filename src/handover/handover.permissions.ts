import { and, clause, cleared, nobody, or, type Rule, role, rule, signedIn, viewerOwns } from '../access/rules.js';
import type { Permissions } from '../module.js';
import { Handover } from './handover.entity.js';
import { isHead, receives, somebody, takesOver } from './handover.rules.js';
import { HandoverItem } from './handoverItem.entity.js';

const leaver = viewerOwns(Handover, 'person');
const successor = viewerOwns(HandoverItem, 'successor');
const overseer = role('ADMINISTRATOR', 'AUDITOR', 'GENERAL_MANAGER');

const ofHead = rule(
  'ofHead',
  somebody,
  (row) =>
    `exists (select from handover.handover h where h.id = ${row.column('handover')} and handover.is_head(h.person_id, h.department_id))`,
);

/** By the clause that a module names for handing over; where none does, nobody hands over. */
export function permissionsOf(clauseId: string | undefined): Permissions {
  const cited = (asked: Rule): Rule => (clauseId ? clause(clauseId, asked) : nobody);
  const takesPart = cited(and(signedIn, or(leaver, isHead)));
  return {
    calls: {
      Query: {
        handover: signedIn,
        handovers: signedIn,
        handoverItem: signedIn,
        handoverItems: signedIn,
        handoverList: signedIn,
      },
      Mutation: {
        beginHandover: cited(signedIn),
        passOn: takesPart,
        declareHandover: takesPart,
        receiveHandover: cited(and(signedIn, receives)),
        signHandover: cited(and(signedIn, isHead)),
        requestTakeover: cited(and(signedIn, takesOver)),
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
        read: cited(or(leaver, isHead, receives, takesOver, overseer)),
        insert: cited(and(signedIn, or(leaver, isHead, takesOver, role('ADMINISTRATOR')))),
        update: cited(or(leaver, isHead)),
      },
      HandoverItem: {
        read: cited(or(viewerOwns(HandoverItem, 'person'), successor, ofHead)),
        knownTo: and(cleared, successor),
      },
    },
  };
}
