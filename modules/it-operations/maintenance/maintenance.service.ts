import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { ItAsset } from '../assets/itAsset.entity.js';
import { FaultSeverity, FaultSource } from '../faults/fault.enums.js';
import { FaultService } from '../faults/fault.service.js';
import { periodProblems } from '../periods.js';
import { periodOfInterval } from './maintenance.enums.js';
import type { EndMaintenanceArgs, PlanMaintenanceArgs, RecordMaintenanceArgs } from './maintenance.inputs.js';
import { MaintenanceCheck } from './maintenanceCheck.entity.js';
import { MaintenancePlan } from './maintenancePlan.entity.js';
import { MaintenanceRecord } from './maintenanceRecord.entity.js';

/** Inspecting and maintaining at intervals, with a record (P12.A01). */
export class MaintenanceService {
  constructor(private readonly context: SignedInContext) {}

  plan({ assetId, input }: PlanMaintenanceArgs): Promise<MaintenancePlan> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const asset = await writing.find('planMaintenance', ItAsset, assetId);
      asset.refuseRetired();
      const { label, compartments, keeper } = asset;
      const plan = writing.em.create(MaintenancePlan, {
        asset,
        title: input.title.trim(),
        interval: input.interval,
        graceDays: input.graceDays,
        checklist: input.checklist.map((item) => item.trim()),
        label,
        compartments,
        keeper,
      });
      await context.core.duties.beginSeries(writing, 'inspectAsset', {
        record: plan,
        period: periodOfInterval[plan.interval],
        days: plan.graceDays,
      });
      return plan;
    });
  }

  end({ id, version, reason }: EndMaintenanceArgs): Promise<MaintenancePlan> {
    return this.context.database.write(this.context, async (writing) => {
      const plan = await writing.find('endMaintenancePlan', MaintenancePlan, id, version);
      await this.close(writing, plan, reason.trim());
      return plan;
    });
  }

  async endAllOf(writing: Writing, asset: ItAsset): Promise<void> {
    const plans = await writing.em.find(MaintenancePlan, { asset: asset.id, endedOn: null });
    for (const plan of plans) await this.close(writing, plan, asset.retireReason ?? '');
  }

  record({ planId, input }: RecordMaintenanceArgs): Promise<MaintenanceRecord> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const plan = await writing.find('recordMaintenance', MaintenancePlan, planId);
      plan.refuseEnded();
      const keyAt = (moment: Date) => periodOf(periodOfInterval[plan.interval], dayAt(moment)).key;
      const present = keyAt(context.now);
      const [period, doneOn] = [input.period ?? present, input.doneOn ?? dayAt(context.now)];
      const problems = [
        ...notToCome('input.doneOn', doneOn, context.now),
        ...periodProblems(period, present, keyAt(plan.createdAt), thePlan),
        ...checkProblems(input.checks.length, plan.checklist.length),
      ];
      if (problems.length > 0) throw badInput(problems);
      await refuseRecorded(writing, plan, period);
      const { label, compartments, keeper } = plan;
      const of = { label, compartments, keeper };
      const record = em.create(MaintenanceRecord, {
        ...of,
        plan,
        period,
        doneOn,
        doneBy: em.getReference(Person, context.viewer.personId),
        failedChecks: input.checks.filter(({ passed }) => !passed).length,
        notes: input.notes?.trim() || null,
      });
      const asset = await em.findOneOrFail(ItAsset, { id: plan.asset.id });
      for (const [i, { passed, remark }] of input.checks.entries()) {
        const item = plan.checklist[i]!;
        em.create(MaintenanceCheck, { ...of, record, place: i + 1, item, passed, remark: remark?.trim() || null });
        if (!passed)
          await new FaultService(context).raise(writing, {
            source: FaultSource.INSPECTION,
            severity: FaultSeverity.MINOR,
            description: `${item}：${remark!.trim()}`,
            asset,
          });
      }
      await context.core.duties.fulfil(writing, 'inspectAsset', { record: plan, period });
      return record;
    });
  }

  private async close(writing: Writing, plan: MaintenancePlan, reason: string): Promise<void> {
    plan.end(dayAt(this.context.now), reason);
    await this.context.core.duties.endSeries(writing, 'inspectAsset', plan);
  }
}

/** Those who record the same period at the same moment wait for each other. */
async function refuseRecorded({ em }: Writing, plan: MaintenancePlan, period: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`inspection of ${plan.id} ${period}`]);
  const record = await em.findOne(MaintenanceRecord, { plan: plan.id, period });
  if (record)
    throw conflict({
      en: `${period} is recorded already: by the record ${record.id}, done on ${record.doneOn}. Report what was found since with reportFault.`,
      zh: `${period} 已有维护记录 ${record.id}（${record.doneOn} 完成）。此后发现的问题请用 reportFault 报告。`,
    });
}

const thePlan = { en: 'The plan', zh: '该计划' };

const checkProblems = (given: number, asked: number): Problem[] =>
  given === asked
    ? []
    : [
        {
          path: 'input.checks',
          message: {
            en: `Give what was found at each of the ${asked} points of the checklist; there are ${given}.`,
            zh: `请逐项填写检查清单的 ${asked} 项，现有 ${given} 项。`,
          },
        },
      ];
