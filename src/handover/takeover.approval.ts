import { Person } from '../access/person.entity.js';
import { clause } from '../access/rules.js';
import { defineApproval } from '../approvals/approval.js';
import { invalidState } from '../errors.js';
import { Handover } from './handover.entity.js';
import { takesOver } from './handover.rules.js';

export const takeover = 'takeOverFiles';

export interface TakeoverForm {
  reason: string;
}

/**
 * What only somebody who was shut out may know of passes to the applicant. It is the same whether there is any, so
 * that neither request nor decision tells of it.
 */
export const takeOverFiles = (by: string) =>
  defineApproval<TakeoverForm>({
    name: takeover,
    version: 1,
    title: { en: 'Taking over from somebody who was shut out', zh: '接管停用人员的涉密资料' },
    subject: Handover,
    form: { reason: { en: 'Reason', zh: '理由' } },
    mayApply: clause(by, takesOver),
    steps: [
      {
        name: 'approval',
        title: { en: 'Approval by the general manager', zh: '总经理批准' },
        clause: by,
        by: [{ role: 'GENERAL_MANAGER' }],
        act: 'sign',
        dueWorkingDays: 1,
      },
    ],
    outcome: async ({ em, context }, request) => {
      const handover = await em.findOneOrFail(Handover, { id: request.recordId });
      handover.goesOn();
      const person = await em.findOneOrFail(Person, { id: handover.person.id });
      if (person.active) throw worksHere();
      await em.execute('select handover.take_over(?, ?)', [request.id, context.now.toISOString()]);
    },
  });

const worksHere = () =>
  invalidState({
    en: 'The person works here again and hands over by passOn. Refuse the request.',
    zh: '该人员已恢复在职，应由其本人 passOn 移交。请不予批准。',
  });
