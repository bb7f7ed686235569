import { dominates, Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { addMonths, beginningOf, dayAt } from '../../../src/calendar/dates.js';
import { momentNotToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import { ItAsset } from '../assets/itAsset.entity.js';
import type { MachineRoom } from '../room/machineRoom.entity.js';
import { FaultSeverity, FaultSource, FaultStatus } from './fault.enums.js';
import type {
  AddFaultMeasureArgs,
  CloseFaultArgs,
  ReportFaultInput,
  RestoreFaultArgs,
  TakeFaultArgs,
} from './fault.inputs.js';
import { FaultMeasure } from './faultMeasure.entity.js';
import { faultNumbers } from './faultNumbers.js';
import { ItFault } from './itFault.entity.js';

/** What a fault is reported with, by whatever way it was noticed. */
export interface Noticed {
  source: FaultSource;
  severity: FaultSeverity;
  description: string;
  stopsService?: boolean;
  asset?: ItAsset | null;
  room?: MachineRoom | null;
  occurredAt?: Date;
}

/** The duty to remove a fault, by how grave it is. */
export const restoringOf = (severity: string): string =>
  severity === FaultSeverity.CRITICAL ? 'restoreCriticalFault' : 'restoreFault';

/** From the report of a fault to its prevention (P12.A01). */
export class FaultService {
  constructor(private readonly context: SignedInContext) {}

  report({ assetId, occurredAt, ...told }: ReportFaultInput): Promise<ItFault> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      // Who reports need not see the inventory: the number is read to them from the label on the thing.
      const asset = assetId ? await writing.em.findOne(ItAsset, { id: assetId }) : null;
      const problems = [
        ...(assetId && !asset ? [noAsset] : []),
        ...momentNotToCome('input.occurredAt', occurredAt, context.now),
        ...(occurredAt ? longAgo(occurredAt, asset, context.now) : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      asset?.refuseRetired();
      return this.raise(writing, {
        ...told,
        description: told.description.trim(),
        asset,
        source: FaultSource.PERSON,
        ...(occurredAt ? { occurredAt } : {}),
      });
    });
  }

  /** Enters a fault and begins the duty to remove it. */
  async raise(writing: Writing, { occurredAt, asset = null, room = null, ...told }: Noticed): Promise<ItFault> {
    const { context } = this;
    // Everybody may report, and sees what they have reported.
    const label = dominates(context.viewer.clearance, Label.INTERNAL) ? Label.INTERNAL : Label.PUBLIC;
    const of = { label, compartments: [] };
    const fault = writing.em.create(ItFault, {
      stopsService: false,
      ...told,
      ...of,
      asset,
      room,
      number: (await faultNumbers.next(writing, of))[0]!,
      occurredAt: occurredAt ?? context.now,
      reportedBy: this.me(writing),
    });
    await context.core.duties.begin(writing, restoringOf(fault.severity), { record: fault });
    return fault;
  }

  take({ id, version, assetId, stopsService, reason }: TakeFaultArgs): Promise<ItFault> {
    return this.context.database.write(this.context, async (writing) => {
      const fault = await writing.find('takeFault', ItFault, id, version);
      await this.refuseTaken(writing, fault, reason?.trim() || null);
      fault.take(this.me(writing));
      const asset = assetId ? await writing.em.findOne(ItAsset, { id: assetId }) : fault.asset;
      if ((assetId || stopsService) && !asset) throw badInput([{ ...noAsset, path: 'assetId' }]);
      Object.assign(fault, { asset, stopsService: stopsService ?? fault.stopsService });
      return fault;
    });
  }

  restore({ id, version, input: { restoredAt, remedy, removal } }: RestoreFaultArgs): Promise<ItFault> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const fault = await writing.find('restoreFault', ItFault, id, version);
      const at = restoredAt ?? context.now;
      const problems = [
        ...momentNotToCome('input.restoredAt', at, context.now),
        ...(at < fault.occurredAt ? [beforeIt(fault.occurredAt)] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      fault.restore(at, remedy.trim(), removal.trim());
      await context.core.duties.fulfil(writing, restoringOf(fault.severity), { record: fault });
      await context.core.duties.begin(writing, 'closeFault', { record: fault });
      return fault;
    });
  }

  close({ id, version, cause, prevention }: CloseFaultArgs): Promise<ItFault> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const fault = await writing.find('closeFault', ItFault, id, version);
      fault.close(this.me(writing), context.now, cause.trim(), prevention.trim());
      await context.core.duties.fulfil(writing, 'closeFault', { record: fault });
      return fault;
    });
  }

  addMeasure({ assetId, input }: AddFaultMeasureArgs): Promise<FaultMeasure> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const asset = await writing.find('addFaultMeasure', ItAsset, assetId);
      const { label, compartments, keeper } = asset;
      const measure = writing.em.create(FaultMeasure, { ...input, asset, label, compartments, keeper });
      await context.core.duties.fulfil(writing, 'planFaultMeasures', { record: asset });
      return measure;
    });
  }

  /** A colleague who has it is told of by name; whoever takes it over says why, but for the head. */
  private async refuseTaken({ em }: Writing, fault: ItFault, reason: string | null): Promise<void> {
    const { viewer } = this.context;
    if (fault.status !== FaultStatus.IN_WORK || !fault.handler || fault.handler.id === viewer.personId) return;
    if (!reason && !viewer.roles.has('IT_HEAD')) {
      const { displayName } = await em.findOneOrFail(Person, { id: fault.handler.id });
      throw invalidState({
        en: `${displayName} sees to ${fault.number}. Give a reason to take it over.`,
        zh: `${fault.number} 正由${displayName}处理。如需接手，请填写 reason。`,
      });
    }
    fault.takeOverReason = reason;
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const longAgo = (at: Date, asset: ItAsset | null, now: Date): Problem[] => {
  const first = asset ? asset.inUseSince : addMonths(dayAt(now), -12);
  if (at >= beginningOf(first)) return [];
  return [
    {
      path: 'input.occurredAt',
      message: asset
        ? {
            en: `${asset.number} is in use since ${first}. Give a moment since then.`,
            zh: `${asset.number} 自 ${first} 起使用，时间不能早于此。`,
          }
        : { en: `Give a moment since ${first}: at most a year ago.`, zh: `时间不能早于 ${first}（一年之内）。` },
    },
  ];
};

const beforeIt = (occurredAt: Date): Problem => ({
  path: 'input.restoredAt',
  message: {
    en: `It happened at ${occurredAt.toISOString()}. Give a moment after that.`,
    zh: `故障发生于 ${occurredAt.toISOString()}，恢复时间不能早于此。`,
  },
});

const noAsset: Problem = {
  path: 'input.assetId',
  message: {
    en: 'There is no such asset that you see. Leave it out and name the thing in the description.',
    zh: '没有您可见的此资产。可省略，并在描述中说明是何设备。',
  },
};
