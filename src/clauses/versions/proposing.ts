import { MissingKind } from '../../access/conditions.js';
import { Person } from '../../access/person.entity.js';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import { beginningOf } from '../../calendar/dates.js';
import type { SignedInContext } from '../../context.js';
import type { Writing } from '../../database/writing.js';
import { badInput, conflict, forbidden, notFound } from '../../errors.js';
import { joined } from '../../languages/message.js';
import type { Policy } from '../clause.js';
import { policiesOf } from '../clauses.js';
import { changesInWords, drafted, draftProblems } from './drafting.js';
import { issuingName } from './policyProcesses.js';
import { PolicyVersion, PolicyVersionStatus } from './policyVersion.entity.js';
import type { PolicyVersionInput, ProposePolicyVersionArgs, ResubmitPolicyVersionArgs } from './versions.inputs.js';

/** New versions of policies: drafted by the owner, put in force by whoever issues them. */
export class Proposing {
  constructor(private readonly context: SignedInContext) {}

  propose({ policy: id, basedOn, input }: ProposePolicyVersionArgs): Promise<ApprovalRequest> {
    const { core, database, viewer } = this.context;
    const policy = this.drafts(id);
    return database.write(this.context, async (writing) => {
      const before = await newestOf(writing, id);
      if (before.number !== basedOn) throw issuedMeanwhile(before.number, basedOn);
      this.refuse(id, before, input);
      const record = writing.em.create(PolicyVersion, {
        policy: id,
        number: before.number + 1,
        ...drafted(id, before.number + 1, before, input),
        reason: input.reason.trim(),
        ownerRoles: [...policy.revision!.draftedBy],
        effectiveFrom: input.effectiveFrom ? beginningOf(input.effectiveFrom) : null,
        draftedBy: writing.em.getReference(Person, viewer.personId),
      });
      await writing.em.flush();
      return core.approvals.request(writing, issuingName(id), { record, form: formOf(record, input) });
    });
  }

  /** Another wording after a return; it is made from the newest issued version again. */
  resubmit({ id, version, input }: ResubmitPolicyVersionArgs): Promise<ApprovalRequest> {
    const { core, database } = this.context;
    return database.write(this.context, async (writing) => {
      const request = await writing.find('resubmitPolicyVersion', ApprovalRequest, id, version);
      const draft = await writing.em.findOne(PolicyVersion, { id: request.recordId });
      if (!draft || draft.status !== PolicyVersionStatus.DRAFT) throw notFound('ApprovalRequest');
      this.drafts(draft.policy);
      const before = await newestOf(writing, draft.policy);
      this.refuse(draft.policy, before, input);
      Object.assign(draft, drafted(draft.policy, before.number + 1, before, input), {
        number: before.number + 1,
        reason: input.reason.trim(),
        effectiveFrom: input.effectiveFrom ? beginningOf(input.effectiveFrom) : null,
      });
      return core.approvals.resubmit(writing, 'resubmitPolicyVersion', { id, version, form: formOf(draft, input) });
    });
  }

  /** The policy, for those who draft it. */
  private drafts(id: string): Policy {
    const { core, viewer } = this.context;
    const known = policiesOf(core.switching.modules, (name) => core.switching.isEnabled(name));
    const policy = known.find((one) => one.id === id);
    const revised = known.filter(({ revision }) => revision);
    if (!policy?.revision) throw badInput([noSuchPolicy(revised.map((one) => one.id))]);
    const { draftedBy, draftClause } = policy.revision;
    if (draftedBy.some((role) => viewer.roles.has(role))) return policy;
    const denial = core.denials.lacking({ kind: MissingKind.ROLE, anyOf: draftedBy }, draftClause);
    const refused = { en: `You may not draft ${id}.`, zh: `您无权起草 ${id}。` };
    throw forbidden(joined([refused, ...denial.missing.map(({ message }) => message)]), denial);
  }

  private refuse(policy: string, before: PolicyVersion, input: PolicyVersionInput): void {
    const problems = draftProblems(policy, before, input, this.context.now);
    if (problems.length > 0) throw badInput(problems);
  }
}

async function newestOf({ em }: Writing, policy: string): Promise<PolicyVersion> {
  const [newest] = await em.find(
    PolicyVersion,
    { policy, status: PolicyVersionStatus.ISSUED },
    { orderBy: { number: 'desc' }, limit: 1 },
  );
  if (!newest) throw new Error(`The policy ${policy} has no version 1.`);
  return newest;
}

const formOf = ({ policy, number }: PolicyVersion, input: PolicyVersionInput) => ({
  policy,
  number,
  changes: changesInWords(input),
  reason: input.reason.trim(),
  effectiveFrom: input.effectiveFrom ?? null,
});

const issuedMeanwhile = (newest: number, basedOn: number) =>
  conflict({
    en: `Version ${newest} is the newest, you gave ${basedOn}. Read it, then draft from it.`,
    zh: `最新版本为第 ${newest} 版，您给出的是第 ${basedOn} 版。请先阅读，再据以起草。`,
  });

const noSuchPolicy = (known: readonly string[]) => ({
  path: 'policy',
  message: {
    en: `Give a policy of which versions can be drafted: ${known.join(', ')}.`,
    zh: `请给出可以修订的制度：${known.join('、')}。`,
  },
});
