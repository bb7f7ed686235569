import { Person } from '../../../src/access/person.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, conflict, invalidState } from '../../../src/errors.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { openingOf } from '../entry/opening.js';
import { DataSetAssignment } from '../forms/dataSet.entity.js';
import { lateFrom } from '../forms/deadlines.js';
import type { RecordRefusalArgs, WithdrawRefusalArgs } from './refusals.inputs.js';
import { RefusedReport } from './refusedReport.entity.js';

/** P11.A02: whoever refuses to report is named, with what they said. */
export class RefusalService {
  constructor(private readonly context: SignedInContext) {}

  record({ assignmentId, input }: RecordRefusalArgs): Promise<RefusedReport> {
    const { now, viewer } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const assignment = await writing.find('recordRefusal', DataSetAssignment, assignmentId);
      const { period, unit } = await openingOf(em, assignment, input.period, now, 'input.period');
      if (lateFrom(period, assignment.dueDays) > now) throw notDueYet;
      const report = await em.findOne(DataSetReport, { assignment: assignment.id, period: input.period });
      if (report?.firstSubmittedAt) throw handedIn;
      if (await em.findOne(RefusedReport, { assignment: assignment.id, period: input.period, withdrawnAt: null }))
        throw recordedAlready;
      const { label, compartments, keeper } = assignment;
      return em.create(RefusedReport, {
        assignment,
        unit,
        department: unit.department,
        period: input.period,
        reason: input.reason.trim(),
        recordedBy: em.getReference(Person, viewer.personId),
        label,
        compartments,
        keeper,
      });
    });
  }

  withdraw({ id, version, reason }: WithdrawRefusalArgs): Promise<RefusedReport> {
    const { now, viewer } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const refusal = await writing.find('withdrawRefusal', RefusedReport, id, version);
      refusal.withdraw(writing.em.getReference(Person, viewer.personId), now, reason.trim());
      return refusal;
    });
  }
}

const notDueYet = badInput([
  {
    path: 'input.period',
    message: {
      en: 'Its deadline is not over: nothing is refused yet. Give a period that is overdue.',
      zh: '该期报送时限未到，尚不构成拒报。请填写已逾期的期间。',
    },
  },
]);

const handedIn = invalidState({
  en: 'The form was handed in: it may be late, and is not refused.',
  zh: '该报表已上报，可能属迟报，但不是拒报。',
});

const recordedAlready = conflict({
  en: 'The refusal of this period is recorded already.',
  zh: '该期拒报已登记。',
});
