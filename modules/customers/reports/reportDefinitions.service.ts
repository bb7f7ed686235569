import { Department } from '../../../src/access/department.entity.js';
import { dominates, Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import type { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { items, ReportEdition, type ReportItems } from './reportEdition.entity.js';
import { periodOfSchedule } from './reportEnums.js';
import type { ReportInput, ReportItemsInput } from './reports.inputs.js';

/** What reports there are, and what they count (P01.A09 to A11). */
export class ReportDefinitionService {
  constructor(private readonly context: SignedInContext) {}

  /** Of customer service itself: in force at once. */
  define(input: ReportInput): Promise<ReportDefinition> {
    this.refuseWhatIsTooHigh(input.upTo);
    return this.context.database.write(this.context, async (writing) => {
      const definition = this.begin(writing, input, null);
      definition.edition = 1;
      const edition = this.editionOf(writing, definition, 1, wholeItems(input));
      edition.filedAt = this.context.now;
      edition.filedBy = this.me(writing);
      await writing.em.flush();
      await beginSchedule(writing, definition);
      return definition;
    });
  }

  /** Of another department: in force once reviewed and approved. */
  request(input: ReportInput): Promise<ApprovalRequest> {
    const { core, viewer, database } = this.context;
    this.refuseWhatIsTooHigh(input.upTo);
    if (!input.schedule)
      throw badInput([
        {
          path: 'input.schedule',
          message: {
            en: 'Say how often it is needed (schedule), and by when (dueDays).',
            zh: '请填写报表周期（schedule）和报送期限（dueDays）。',
          },
        },
      ]);
    return database.write(this.context, async (writing) => {
      const department = viewer.department ? writing.em.getReference(Department, viewer.department) : null;
      if (!department) throw noDepartment();
      const record = this.begin(writing, input, department);
      const edition = this.editionOf(writing, record, 1, wholeItems(input));
      await writing.em.flush();
      const form = { ...shown(edition), reason: record.reason, schedule: record.schedule, dueDays: record.dueDays };
      return core.approvals.request(writing, 'requestPeriodicReport', { record, form: { ...form, upTo: record.upTo } });
    });
  }

  /** Single items of a report in force: the general manager alone decides (P01.A11). */
  change(id: string, version: number, changed: ReportItemsInput, reason: string): Promise<ApprovalRequest> {
    return this.context.database.write(this.context, async (writing) => {
      const definition = await writing.find('changeReportItems', ReportDefinition, id, version);
      const current = await editionInForce(writing, definition);
      const wanted = { ...itemsOf(current), ...given(changed) };
      const different = items.filter((item) => JSON.stringify(wanted[item]) !== JSON.stringify(current[item]));
      if (different.length === 0) throw nothingChanged();
      if (different.length > mostItems) throw notSingle(different.length);
      const [last] = await writing.em.find(
        ReportEdition,
        { definition: definition.id },
        { orderBy: { number: 'desc' }, limit: 1 },
      );
      const edition = this.editionOf(writing, definition, last!.number + 1, wanted);
      edition.basedOn = current.number;
      await writing.em.flush();
      const form = {
        ...Object.fromEntries(different.map((item) => [item, shown(edition)[item]])),
        reason: reason.trim(),
      };
      return this.context.core.approvals.request(writing, 'changeReportItems', { record: edition, form });
    });
  }

  /** An approved change is filed by customer service, and in force from then on (P01.A11). */
  file(id: string, version: number): Promise<ReportEdition> {
    return this.context.database.write(this.context, async (writing) => {
      const edition = await writing.find('fileReportChange', ReportEdition, id, version);
      const definition = await writing.em.findOneOrFail(ReportDefinition, edition.definition.id);
      if (edition.filedAt) throw invalidState({ en: 'It is filed already.', zh: '该修改已备案。' });
      if (!edition.approvedAt)
        throw invalidState({
          en: 'The general manager has not approved this change (P01.A11). It is filed after that.',
          zh: '该修改尚未经总经理批准（P01.A11），批准后方可备案。',
        });
      if (definition.inForce() !== edition.basedOn)
        throw conflict({
          en: `Another change was filed meanwhile: edition ${definition.edition} is in force, and this one changes edition ${edition.basedOn}. Ask for the change anew (changeReportItems).`,
          zh: `其间已有其他修改备案：现行第 ${definition.edition} 版，而本修改针对第 ${edition.basedOn} 版。请重新提出修改（changeReportItems）。`,
        });
      edition.filedAt = this.context.now;
      edition.filedBy = this.me(writing);
      definition.edition = edition.number;
      definition.title = edition.title;
      await this.context.core.duties.fulfil(writing, 'fileReportChange', { record: edition });
      return edition;
    });
  }

  /** No further ones are due; what was compiled stays. */
  end(id: string, version: number): Promise<ReportDefinition> {
    return this.context.database.write(this.context, async (writing) => {
      const definition = await writing.find('endReport', ReportDefinition, id, version);
      if (definition.endedAt) throw invalidState({ en: 'It was ended already.', zh: '该报表已停止编制。' });
      definition.endedAt = this.context.now;
      await this.context.core.duties.endSeries(writing, 'issueReport', definition);
      return definition;
    });
  }

  private begin(writing: Writing, input: ReportInput, department: Department | null): ReportDefinition {
    return writing.em.create(ReportDefinition, {
      title: input.title.trim(),
      reason: input.reason?.trim() || null,
      department,
      requestedBy: this.me(writing),
      schedule: input.schedule ?? null,
      dueDays: input.dueDays ?? null,
      upTo: input.upTo,
      // What is to be counted says nothing of anybody; the figures have the label of what they count.
      label: Label.PUBLIC,
    });
  }

  private editionOf(
    writing: Writing,
    definition: ReportDefinition,
    number: number,
    wanted: ReportItems,
  ): ReportEdition {
    if (wanted.registeredInPeriod && !definition.schedule) throw noPeriod();
    return writing.em.create(ReportEdition, {
      ...wanted,
      definition,
      number,
      department: definition.department,
      requestedBy: this.me(writing),
      label: definition.label,
    });
  }

  private me(writing: Writing): Person {
    return writing.em.getReference(Person, this.context.viewer.personId);
  }

  private refuseWhatIsTooHigh(upTo: Label): void {
    if (dominates(this.context.viewer.clearance, upTo)) return;
    throw badInput([
      {
        path: 'input.upTo',
        message: {
          en: `You are cleared up to ${this.context.viewer.clearance}: a report that counts more would be hidden from you.`,
          zh: `您的涉密权限为“${zhOf(Label, this.context.viewer.clearance)}”：统计更高密级的报表您无权查看。`,
        },
      },
    ]);
  }
}

/** P01.A11 speaks of single items (个别项): whoever changes more asks for a new report. */
const mostItems = 3;

/** The edition by which a report is compiled now. @throws INVALID_STATE where none is in force */
export async function editionInForce({ em }: Writing, definition: ReportDefinition): Promise<ReportEdition> {
  return em.findOneOrFail(ReportEdition, { definition: definition.id, number: definition.inForce() });
}

/** A duty for each period, from the present one on. */
export async function beginSchedule(writing: Writing, definition: ReportDefinition): Promise<void> {
  if (!definition.schedule || !definition.dueDays) return;
  await writing.context.core.duties.beginSeries(writing, 'issueReport', {
    record: definition,
    period: periodOfSchedule[definition.schedule],
    days: definition.dueDays,
  });
}

/** What an input says of items, trimmed. */
const given = (input: ReportItemsInput): Partial<ReportItems> =>
  Object.fromEntries(
    items.flatMap((item) => {
      const value = input[item];
      if (value === undefined || value === null) return [];
      return [[item, typeof value === 'string' ? value.trim() : value]];
    }),
  );

const wholeItems = (input: ReportInput): ReportItems => ({
  groups: [],
  kinds: [],
  professions: [],
  provinces: [],
  departments: [],
  registeredInPeriod: false,
  capitalCurrency: 'CNY',
  title: input.title,
  measures: input.measures,
  ...given(input),
});

const itemsOf = (edition: ReportEdition): ReportItems =>
  Object.fromEntries(items.map((item) => [item, edition[item]])) as unknown as ReportItems;

/** As the form of a request shows it. */
const shown = (edition: ReportEdition): Record<string, unknown> =>
  Object.fromEntries(
    items.map((item) => [item, Array.isArray(edition[item]) ? edition[item].join(', ') : edition[item]]),
  );

const noDepartment = () =>
  invalidState({
    en: 'You hold no role in a department, which would ask for the report. Ask an administrator for one, or a colleague to request it.',
    zh: '您未在任何部门任职，无法以部门名义申请。请联系系统管理员，或由有任职的同事申请。',
  });

const noPeriod = () =>
  badInput([
    {
      path: 'input.registeredInPeriod',
      message: {
        en: 'A report without a schedule has no period. Give a schedule, or leave this out.',
        zh: '不按期编制的报表没有期间。请填写报表周期，或省略此项。',
      },
    },
  ]);

const nothingChanged = () =>
  badInput([
    {
      path: 'items',
      message: {
        en: 'Nothing of it would change. Give what is to be different.',
        zh: '没有任何改动，请填写要修改的项目。',
      },
    },
  ]);

const notSingle = (count: number) =>
  badInput([
    {
      path: 'items',
      message: {
        en: `${count} items would change; at most ${mostItems} are single items (P01.A11). For more ask for a new report (requestPeriodicReport).`,
        zh: `共改动 ${count} 项；个别项修改（P01.A11）最多 ${mostItems} 项，超过请重新申请报表（requestPeriodicReport）。`,
      },
    },
  ]);
