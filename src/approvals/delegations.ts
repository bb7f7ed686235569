import { Person } from '../access/person.entity.js';
import type { SignedInContext } from '../context.js';
import { badInput, type Problem } from '../errors.js';
import { ApprovalDelegation } from './approvalDelegation.entity.js';
import type { DelegateApprovalsInput } from './approvals.inputs.js';

const longestDays = 366;

/** Letting somebody else decide for a time. */
export class Delegations {
  constructor(private readonly context: SignedInContext) {}

  create(input: DelegateApprovalsInput): Promise<ApprovalDelegation> {
    const { viewer, now, database } = this.context;
    return database.write(this.context, async ({ em }) => {
      const delegate = await em.findOne(Person, { id: input.personId, active: true });
      const validFrom = input.validFrom && input.validFrom > now ? input.validFrom : now;
      const problems = [
        ...this.periodProblems(validFrom, input.validUntil),
        ...this.nameProblems(input.names),
        ...(!delegate || delegate.id === viewer.personId
          ? [
              {
                path: 'input.personId',
                message: { en: 'Name somebody else who works here.', zh: '请指定其他在职人员。' },
              },
            ]
          : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      return em.create(ApprovalDelegation, {
        person: em.getReference(Person, viewer.personId),
        delegate: delegate!,
        names: [...new Set(input.names)],
        validFrom,
        validUntil: input.validUntil,
      });
    });
  }

  end(id: string, version: number): Promise<ApprovalDelegation> {
    return this.context.database.write(this.context, async (writing) => {
      const delegation = await writing.find('endApprovalDelegation', ApprovalDelegation, id, version);
      delegation.end(this.context.now);
      return delegation;
    });
  }

  private periodProblems(from: Date, until: Date): Problem[] {
    const days = (until.getTime() - from.getTime()) / 86_400_000;
    if (days > 0 && days <= longestDays) return [];
    return [
      {
        path: 'input.validUntil',
        message: {
          en: `Give an end that is after the beginning and at most ${longestDays} days after it.`,
          zh: `截止时间须晚于起始时间，且不超过 ${longestDays} 天。`,
        },
      },
    ];
  }

  private nameProblems(names: readonly string[]): Problem[] {
    const known = this.context.core.approvals.kinds.map(({ name }) => name);
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length === 0) return [];
    return [
      {
        path: 'input.names',
        message: {
          en: `There is no approval ${unknown.join(', ')}. Give some of: ${known.join(', ')}; or none for all.`,
          zh: `没有审批 ${unknown.join('、')}。可选：${known.join('、')}；不填即为全部。`,
        },
      },
    ];
  }
}
