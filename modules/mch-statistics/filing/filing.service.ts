import { Department } from '../../../src/access/department.entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { beginningOf } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, type Problem, ZhiduError } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { known, unknown } from '../forms/known.js';
import { dutyOf, filingDuties } from './filing.duties.js';
import type {
  CorrectDischargeArgs,
  DischargeInput,
  ReturnMedicalRecordArgs,
  VoidMedicalRecordArgs,
} from './filing.inputs.js';
import type { FiledMedicalRecords } from './filing.types.js';
import { MedicalRecord } from './medicalRecord.entity.js';

/** From discharge to the archive (P08.A04). */
export class FilingService {
  constructor(private readonly context: SignedInContext) {}

  /** All of a list, or none: what does not fit is named. */
  register(discharges: readonly DischargeInput[]): Promise<number> {
    return this.context.database.write(this.context, async (writing) => {
      const problems = await this.problemsOf(writing, discharges);
      if (problems.length > 0) throw badInput(problems);
      for (const { departmentId, physicianId, ...given } of discharges) {
        const record = writing.em.create(MedicalRecord, {
          ...given,
          department: writing.em.getReference(Department, departmentId),
          physician: writing.em.getReference(Person, physicianId),
          label: Label.CONFIDENTIAL,
        });
        await this.begin(writing, record);
      }
      return discharges.length;
    });
  }

  /** A pile of records as it is scanned; each on its own. */
  file(numbers: readonly string[]): Promise<FiledMedicalRecords> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const wanted = [...new Set(numbers)];
      const found = await em.find(MedicalRecord, { number: { $in: wanted }, voidedAt: null });
      const byNumber = new Map(found.map((record) => [record.number, record]));
      const done: FiledMedicalRecords = { filed: 0, late: 0, refused: [] };
      for (const number of wanted) {
        const record = byNumber.get(number);
        const reason = record ? await this.fileOne(writing, record) : noSuchNumber;
        if (reason) done.refused.push({ number, reason: reason[context.locale] });
        else done.filed += 1;
      }
      await em.flush();
      done.late = await lateAmong(writing, found, context.now);
      return done;
    });
  }

  /** Incomplete, it goes back; the clock goes on. */
  giveBack({ id, version, reason }: ReturnMedicalRecordArgs): Promise<MedicalRecord> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const record = await writing.find('returnMedicalRecord', MedicalRecord, id, version);
      record.giveBack(reason.trim());
      await context.core.notices.tell(askingOf(writing.em), returnNotices(record), context.now);
      return record;
    });
  }

  /** The time is counted anew from what is right. */
  correct({ id, version, input, reason }: CorrectDischargeArgs): Promise<MedicalRecord> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const record = await writing.find('correctDischarge', MedicalRecord, id, version);
      record.refuseClosed();
      const { departmentId, physicianId, dischargedOn, manner } = input;
      const problems: Problem[] = dischargedOn ? notToCome('input.dischargedOn', dischargedOn, context.now) : [];
      const department = departmentId
        ? await known(writing, problems, 'input.departmentId', Department, departmentId)
        : record.department;
      const physician = physicianId
        ? await known(writing, problems, 'input.physicianId', Person, physicianId)
        : record.physician;
      if (problems.length > 0) throw badInput(problems);
      Object.assign(record, { department, physician, correctionReason: reason.trim() });
      record.dischargedOn = dischargedOn ?? record.dischargedOn;
      record.manner = manner ?? record.manner;
      await this.giveUp(writing, record, record.correctionReason!);
      await this.begin(writing, record);
      return record;
    });
  }

  strikeOut({ id, version, reason }: VoidMedicalRecordArgs): Promise<MedicalRecord> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const record = await writing.find('voidMedicalRecord', MedicalRecord, id, version);
      record.strikeOut(reason.trim(), context.now);
      await this.giveUp(writing, record, record.voidReason!);
      return record;
    });
  }

  private async begin(writing: Writing, record: MedicalRecord): Promise<void> {
    const from = beginningOf(record.dischargedOn);
    await this.context.core.duties.begin(writing, dutyOf(record.manner), { record, from });
  }

  /** What is not due yet goes; what is late already is waived with the reason, and its breach stays. */
  private async giveUp(writing: Writing, record: MedicalRecord, reason: string): Promise<void> {
    for (const { name } of filingDuties) {
      await this.context.core.duties.drop(writing, name, { record });
      await this.context.core.duties.waive(writing, name, record, reason);
    }
  }

  private async fileOne(writing: Writing, record: MedicalRecord): Promise<Message | null> {
    const { context } = this;
    try {
      await writing.find('fileMedicalRecords', MedicalRecord, record.id);
      record.file(writing.em.getReference(Person, context.viewer.personId), context.now);
    } catch (error) {
      if (error instanceof ZhiduError) return error.text;
      throw error;
    }
    await context.core.duties.fulfil(writing, dutyOf(record.manner), { record });
    return null;
  }

  private async problemsOf({ em }: Writing, discharges: readonly DischargeInput[]): Promise<Problem[]> {
    const idsOf = (key: 'departmentId' | 'physicianId') => [...new Set(discharges.map((one) => one[key]))];
    const numbers = discharges.map(({ number }) => number);
    const departments = await em.find(Department, { id: { $in: idsOf('departmentId') } });
    const physicians = await em.find(Person, { id: { $in: idsOf('physicianId') } });
    const [taken] = await em.execute<{ numbers: string[] }[]>(
      `select coalesce(array_agg(r.number), '{}') as numbers from mch_statistics.medical_record r where r.voided_at is null and r.number = any (?::text[])`,
      [`{${numbers.join(',')}}`],
    );
    const [there, doctors] = [departments, physicians].map((all) => new Set<string>(all.map(({ id }) => id)));
    return discharges.flatMap(({ number, departmentId, physicianId, dischargedOn }, i) => [
      ...(there!.has(departmentId) ? [] : [unknown(`discharges.${i}.departmentId`)]),
      ...(doctors!.has(physicianId) ? [] : [unknown(`discharges.${i}.physicianId`)]),
      ...(taken!.numbers.includes(number) ? [numberTaken(i, number)] : []),
      ...(numbers.indexOf(number) < i ? [numberTwice(i, number)] : []),
      ...notToCome(`discharges.${i}.dischargedOn`, dischargedOn, this.context.now),
    ]);
  }
}

async function lateAmong({ em }: Writing, records: readonly MedicalRecord[], now: Date): Promise<number> {
  const ids = records.filter(({ filedAt }) => filedAt?.getTime() === now.getTime()).map(({ id }) => id);
  const [row] = await em.execute<{ late: number }[]>(
    `select count(*)::integer as late from unnest(?::uuid[]) as filed (id), mch_statistics.filing_of(filed.id) d where d.due_at <= ?`,
    [`{${ids.join(',')}}`, now.toISOString()],
  );
  return row!.late;
}

const returnNotices = ({ id, number, department, label, compartments, keeper, dischargedOn }: MedicalRecord) => [
  {
    kind: 'OTHER' as const,
    role: 'UNIT_HEAD',
    department: department.id,
    label,
    compartments,
    keeper: keeper?.id,
    recordType: 'MedicalRecord',
    recordId: id,
    message: {
      en: `The record room gave back the medical record ${number} (discharged on ${dischargedOn}); its time for filing goes on. See medicalRecord(id: "${id}").`,
      zh: `病案室退回病案 ${number}（${dischargedOn} 出院），归档时限不中止，详见 medicalRecord(id: "${id}")。`,
    },
  },
];

const noSuchNumber: Message = {
  en: 'No discharge with this number is visible to you. Check the number, or register it with registerDischarges.',
  zh: '没有您可见的该病案号。请核对病案号，或先用 registerDischarges 登记出院。',
};

const numberTaken = (place: number, number: string): Problem => ({
  path: `discharges.${place}.number`,
  message: { en: `${number} is registered already. Leave it out.`, zh: `${number} 已登记，请删去此项。` },
});

const numberTwice = (place: number, number: string): Problem => ({
  path: `discharges.${place}.number`,
  message: { en: `${number} stands in the list twice. Give it once.`, zh: `${number} 在列表中重复，请只填一次。` },
});
