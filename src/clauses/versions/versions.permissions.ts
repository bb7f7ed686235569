import { MissingKind } from '../../access/conditions.js';
import { and, nobody, or, type Rule, role, rule, signedIn, viewerOwns } from '../../access/rules.js';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import { definePermissions, type Module } from '../../module.js';
import { PolicyAcknowledgement } from './policyAcknowledgement.entity.js';

const onlyTheRow = (name: string, sql: Rule['sql']): Rule =>
  rule(name, (viewer) => (signedIn.viewer(viewer) === true ? undefined : false), sql, { kind: MissingKind.OTHER });

const issued = onlyTheRow('issued', (row) => `${row.column('status')} = 'ISSUED'`);
const draft = onlyTheRow('draft', (row) => `${row.column('status')} = 'DRAFT'`);

/** Holds a role that drafts the policy. */
const draftsIt = onlyTheRow(
  'draftsIt',
  (row) =>
    `coalesce(${row.column('ownerRoles')} && (select string_to_array(nullif(current_setting('app.roles', true), ''), ',')), false)`,
);

/** What the modules' policies say of who drafts and who issues. */
export function versionPermissions(modules: readonly Module[]) {
  const revisions = modules
    .flatMap(({ clauses }) => clauses ?? [])
    .flatMap(({ revision }) => (revision ? [revision] : []));
  const drafters = [...new Set(revisions.flatMap(({ draftedBy }) => draftedBy))];
  const issuers = [...new Set(revisions.map(({ issuedBy }) => issuedBy))];
  const mayDraft = drafters.length > 0 ? role(...drafters) : nobody;
  const overseer = role('AUDITOR', 'GENERAL_MANAGER', ...issuers);
  return definePermissions({
    calls: {
      Query: {
        policyVersion: signedIn,
        policyVersions: signedIn,
        policyAcknowledgement: signedIn,
        policyAcknowledgements: signedIn,
      },
      Mutation: {
        // Whether it is theirs depends on the policy, whose clause the refusal names.
        proposePolicyVersion: signedIn,
        resubmitPolicyVersion: and(signedIn, viewerOwns(ApprovalRequest, 'applicant')),
        acknowledgePolicy: signedIn,
      },
    },
    records: { resubmitPolicyVersion: { type: 'ApprovalRequest', does: 'update' } },
    rows: {
      PolicyVersion: {
        read: or(and(signedIn, issued), overseer, draftsIt),
        insert: and(draft, draftsIt),
        update: and(draft, draftsIt),
      },
      PolicyAcknowledgement: {
        read: or(viewerOwns(PolicyAcknowledgement, 'person'), overseer, mayDraft),
        insert: and(signedIn, viewerOwns(PolicyAcknowledgement, 'person')),
      },
    },
  });
}
