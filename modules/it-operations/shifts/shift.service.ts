import { MissingKind } from '../../../src/access/conditions.js';
import { Person } from '../../../src/access/person.entity.js';
import { onceFor } from '../../../src/access/repeats/onceFor.js';
import { momentNotToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, forbidden, invalidState, type Problem } from '../../../src/errors.js';
import { Shift } from './shift.entity.js';
import type {
  AssignShiftInput,
  CancelShiftArgs,
  CorrectWorkLogArgs,
  ReassignShiftArgs,
  WorkLogInput,
  WriteWorkLogArgs,
} from './shifts.inputs.js';
import { WorkLogEntry } from './workLogEntry.entity.js';

/** Who works when, and what they write of it (P12.A02, P12.A05). */
export class ShiftService {
  constructor(private readonly context: SignedInContext) {}

  assign({ operatorId, station, startsAt, endsAt }: AssignShiftInput): Promise<Shift> {
    const { context } = this;
    if (endsAt <= context.now) throw badInput([over]);
    return context.database.write(context, async (writing) => {
      await this.refuseUncertified(writing, operatorId, startsAt, endsAt);
      const operator = writing.em.getReference(Person, operatorId);
      const shift = writing.em.create(Shift, { operator, station: station.trim(), startsAt, endsAt });
      await this.askForLog(writing, shift);
      return shift;
    });
  }

  reassign({ id, version, operatorId }: ReassignShiftArgs): Promise<Shift> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const shift = await writing.find('reassignShift', Shift, id, version);
      shift.refuseOver(context.now);
      if (shift.operator.id === operatorId.toLowerCase()) throw same();
      await this.refuseUncertified(writing, operatorId, shift.startsAt, shift.endsAt);
      await context.core.duties.drop(writing, 'fillWorkLog', { record: shift });
      shift.operator = writing.em.getReference(Person, operatorId);
      await this.askForLog(writing, shift);
      await context.core.duties.fulfil(writing, 'coverShift', { record: shift });
      return shift;
    });
  }

  cancel({ id, version, reason }: CancelShiftArgs): Promise<Shift> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const shift = await writing.find('cancelShift', Shift, id, version);
      shift.refuseOver(context.now);
      Object.assign(shift, { cancelledAt: context.now, cancelReason: reason.trim() });
      await context.core.duties.drop(writing, 'fillWorkLog', { record: shift });
      await context.core.duties.fulfil(writing, 'coverShift', { record: shift });
      return shift;
    });
  }

  /** By the operator of the shift alone. */
  write({ shiftId, input, complete, clientKey }: WriteWorkLogArgs): Promise<WorkLogEntry> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const shift = await writing.find('writeWorkLog', Shift, shiftId);
      if (shift.cancelledAt) throw invalidState({ en: 'The shift is cancelled.', zh: '该班次已取消。' });
      if (shift.startsAt > context.now)
        throw invalidState({ en: 'The shift has not begun. Write when it has.', zh: '该班次尚未开始，开始后再填写。' });
      const asked = { call: 'writeWorkLog', clientKey, input: { shiftId, input, complete } };
      return onceFor(writing, WorkLogEntry, asked, async () => {
        const entry = this.enter(writing, shift, input);
        if (complete) await context.core.duties.fulfil(writing, 'fillWorkLog', { record: shift });
        return entry;
      });
    });
  }

  correct({ id, input, reason }: CorrectWorkLogArgs): Promise<WorkLogEntry> {
    return this.context.database.write(this.context, async (writing) => {
      const corrects = await writing.find('correctWorkLog', WorkLogEntry, id);
      if (await writing.em.count(WorkLogEntry, { corrects: id })) throw corrected();
      const entry = this.enter(writing, corrects.shift, input);
      return Object.assign(entry, { corrects, correctionReason: reason.trim() });
    });
  }

  private enter(writing: Writing, shift: Shift, { happenedAt, text, keptProcedures, deviation }: WorkLogInput) {
    const { now, viewer } = this.context;
    const at = happenedAt ?? now;
    const problems = momentNotToCome('input.happenedAt', at, now);
    if (problems.length > 0) throw badInput(problems);
    return writing.em.create(WorkLogEntry, {
      shift,
      author: writing.em.getReference(Person, viewer.personId),
      happenedAt: at,
      text: text.trim(),
      keptProcedures,
      deviation: deviation?.trim() || null,
    });
  }

  private async askForLog(writing: Writing, shift: Shift): Promise<void> {
    await this.context.core.duties.begin(writing, 'fillWorkLog', {
      record: shift,
      person: shift.operator,
      from: shift.endsAt,
    });
  }

  /** The database refuses it too; here the clause and the remedy are said. */
  private async refuseUncertified({ em }: Writing, operatorId: string, from: Date, until: Date): Promise<void> {
    const [row] = await em.execute<{ id: string | null }[]>(
      'select it_operations.certificate_for(?::uuid, ?, ?) as id',
      [operatorId, from.toISOString(), until.toISOString()],
    );
    if (row!.id) return;
    const words = {
      message: {
        en: 'It takes a certificate that the province recognises and that is valid throughout the shift.',
        zh: '须持有经省级认可、在班次期间始终有效的证书。',
      },
      remedy: {
        en: 'Enter a new certificate with recordQualification, or name somebody else: qualifications lists who holds one until when.',
        zh: '请用 recordQualification 登记新证书，或另行指定人员：qualifications 列出各人证书及有效期。',
      },
    };
    throw forbidden(
      {
        en: `This person may not work in the shift. ${words.message.en}`,
        zh: `该人员不能上该班次。${words.message.zh}`,
      },
      this.context.core.denials.lacking({ kind: MissingKind.STATE, words }, 'P12.A05'),
    );
  }
}

const over: Problem = {
  path: 'input.endsAt',
  message: { en: 'Give a moment that is to come.', zh: '结束时间须在将来。' },
};

const same = () =>
  badInput([
    {
      path: 'operatorId',
      message: { en: 'The shift is theirs already. Name somebody else.', zh: '该班次已由其负责，请另行指定。' },
    },
  ]);

const corrected = () =>
  conflict({
    en: 'Another entry stands in its place already. Correct that one.',
    zh: '该条目已有更正，请更正最新的一条。',
  });
