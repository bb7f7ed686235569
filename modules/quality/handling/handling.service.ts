import { isKeptApart } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { FeedbackForm } from '../feedbackForm.entity.js';
import { CaseFile } from '../filing/caseFile.entity.js';
import { officerOf } from '../network/officers.service.js';
import { tell } from '../telling.js';
import type { CloseFeedbackArgs, FillHandlingArgs, HandlingInput, VerifyHandlingArgs } from './handling.inputs.js';
import { HandlingRecord, type Measures } from './handlingRecord.entity.js';

/** The way of a case through the responsible department and back to quality inspection (P06.A04). */
export class HandlingService {
  constructor(private readonly context: SignedInContext) {}

  fill({ id, version, input }: FillHandlingArgs): Promise<HandlingRecord> {
    return this.write(async (writing) => {
      const record = await writing.find('fillHandling', HandlingRecord, id, version);
      record.fill(given(input));
      return record;
    });
  }

  submit(id: string, version: number): Promise<HandlingRecord> {
    const { duties } = this.context.core;
    return this.write(async (writing) => {
      const record = await writing.find('submitHandling', HandlingRecord, id, version);
      const form = await formOf(writing, record);
      record.reportBack(this.me(writing), this.context.now, form.severity);
      form.handled();
      await duties.fulfil(writing, 'handleFeedback', { record: form });
      await duties.begin(writing, 'verifyFeedback', { record: form });
      return record;
    });
  }

  verify({ id, version, effective, verification }: VerifyHandlingArgs): Promise<HandlingRecord> {
    const { duties } = this.context.core;
    return this.write(async (writing) => {
      const record = await writing.find('verifyHandling', HandlingRecord, id, version);
      const form = await formOf(writing, record);
      record.verify(this.me(writing), this.context.now, effective, verification.trim());
      // The table refuses a case that is verified or closed without such a record.
      await writing.em.flush();
      form.verified(effective);
      await duties.fulfil(writing, 'verifyFeedback', { record: form });
      if (effective) await duties.begin(writing, 'closeFeedback', { record: form });
      else await handOver(writing, form, record);
      return record;
    });
  }

  close({ id, version, conclusion }: CloseFeedbackArgs): Promise<FeedbackForm> {
    return this.write(async (writing) => {
      const { em } = writing;
      const form = await writing.find('closeFeedback', FeedbackForm, id, version);
      form.close(this.me(writing), this.context.now);
      const record = await em.findOneOrFail(HandlingRecord, { form }, { orderBy: { round: 'desc' } });
      record.refuseMissing(form.severity);
      const { number, product, lot, cause, label, compartments, keeper, department } = form;
      em.create(CaseFile, {
        form,
        number,
        // The title of an archive file is in plain text, which a sealed lot is not.
        title: lot && !isKeptApart(label) ? `${product} ${lot}` : product,
        category: cause!,
        department,
        conclusion: conclusion.trim(),
        filedOn: dayAt(this.context.now),
        filedBy: this.me(writing),
        label,
        compartments,
        keeper,
      });
      await this.context.core.duties.fulfil(writing, 'closeFeedback', { record: form });
      await tell(writing, form, [{ person: form.reportedBy.id }], {
        en: `The case ${number} is closed and filed (P06.A04). Say so to whoever reported it.`,
        zh: `质量信息 ${number} 已结案归档（P06.A04），请答复反馈人。`,
      });
      return form;
    });
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }

  private write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.context.database.write(this.context, work);
  }
}

/** A new record of handling for the responsible department, with what it wrote before. */
export async function handOver(writing: Writing, form: FeedbackForm, before?: HandlingRecord): Promise<void> {
  const { em, context } = writing;
  const { label, compartments, keeper, number } = form;
  const department = form.department!;
  em.create(HandlingRecord, {
    ...(before ? measuresOf(before) : {}),
    form,
    round: (before?.round ?? 0) + 1,
    department,
    label,
    compartments,
    keeper,
  });
  await context.core.duties.begin(writing, 'handleFeedback', { record: form, department });
  const message = before
    ? {
        en: `What was done about the case ${number} had no effect. Handle it again and report back (P06.A04).`,
        zh: `质量信息 ${number} 的处理效果未达标，请重新处理并反馈（P06.A04）。`,
      }
    : {
        en: `Your department is responsible for the case ${number}. Handle it, fill in the record and report back (P06.A04).`,
        zh: `质量信息 ${number} 由贵部门负责处理，请填写处理记录并反馈质检科（P06.A04）。`,
      };
  const officer = await officerOf(writing, department.id);
  const head = { role: 'UNIT_HEAD', department: department.id };
  await tell(writing, form, officer ? [head, { person: officer }] : [head], message);
}

/** A form goes with its records: whoever sees one sees it. */
const formOf = ({ em }: Writing, { form }: HandlingRecord): Promise<FeedbackForm> =>
  em.findOneOrFail(FeedbackForm, { id: form.id });

const measuresOf = ({
  team,
  containment,
  rootCause,
  correctiveAction,
  preventiveAction,
  recognition,
}: HandlingRecord) => ({
  team,
  containment,
  rootCause,
  correctiveAction,
  preventiveAction,
  recognition,
});

const given = (input: HandlingInput): Partial<Measures> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, text]) => text !== undefined)
      .map(([measure, text]: [string, string | null]) => [measure, text?.trim() || null]),
  );
