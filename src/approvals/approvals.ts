import { Department } from '../access/department.entity.js';
import { gapsOf } from '../access/gaps.js';
import { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import { rowFacts } from '../access/rowFacts.js';
import { weekdaysOnly } from '../calendar/calendar.js';
import { deadline } from '../calendar/deadline.js';
import type { Holidays } from '../calendar/holidays.js';
import type { SignedInContext } from '../context.js';
import { askingOf } from '../database/asking.js';
import type { Database } from '../database/database.js';
import { metadataOf, qualifiedTable } from '../database/entityModel.js';
import type { Writing } from '../database/writing.js';
import { conflict, invalidState, moduleDisabled, notFound } from '../errors.js';
import type { Module } from '../module.js';
import { rowColumns } from '../reading/rowColumns.js';
import { amended, type FormChange } from './amending.js';
import type { Approval } from './approval.js';
import { ApprovalEventKind, ApprovalStatus } from './approvalEnums.js';
import { ApprovalRequest } from './approvalRequest.entity.js';
import { note } from './history.js';
import { advance, beginAnewFrom, type DueAt, stepsFor } from './progress.js';

/** What a request is about and what its form says. */
export interface Application {
  /** Found visible before, with `writing.find`. */
  record: { id: string; department?: { id: string } | null };
  form: object;
  /** For whom, where it is not the applicant. */
  beneficiaryId?: string | undefined;
  /** Who beside the applicant decides on nothing of it, because they had a hand in what it is about. */
  barred?: readonly { id: string }[] | undefined;
  /** Who applies, where they have handed it in on paper and the viewer enters it, and of which department. */
  onPaperOf?: { id: string; department: string | null } | undefined;
}

/** A returned request that is brought again. */
export interface Resubmission {
  id: string;
  version: number;
  /** The whole form, as a module has checked it. */
  form?: object;
  /** Single fields that the definition lets the applicant change. */
  changes?: readonly FormChange[];
  comment?: string | undefined;
  /** Who decides on nothing of it from now on; as before unless given. */
  barred?: readonly { id: string }[];
}

interface Known {
  approval: Approval;
  module: string;
}

/** The kinds of requests that modules declare, and how one begins, goes on and is looked after. */
export class Approvals {
  private readonly known: readonly Known[];
  private checked: { version: string; at: Date; allAt: Date } | undefined;

  constructor(
    modules: readonly Module[],
    private readonly database: Database,
    private readonly clock: () => Date,
    private readonly holidays: Holidays,
    private readonly isOn: (module: string) => boolean,
  ) {
    this.known = modules.flatMap(({ name: module, approvals = [] }) =>
      approvals.map((approval) => ({ approval, module })),
    );
  }

  /** Every kind once, in its newest version. */
  get kinds(): readonly Approval[] {
    return this.known
      .map(({ approval }) => approval)
      .filter(({ name, version }) => version === this.newest(name)?.approval.version);
  }

  /**
   * Begins a request inside a module's own mutation, after its own rules and on a record that it found.
   *
   * @throws FORBIDDEN where the applicant may not apply, CONFLICT where one is open and there may be no second
   */
  async request(
    writing: Writing,
    name: string,
    { record, form, beneficiaryId, barred = [], onPaperOf }: Application,
  ): Promise<ApprovalRequest> {
    const { em } = writing;
    const { viewer } = writing.context as SignedInContext;
    const { approval, module } = this.newest(name) ?? unknown(name);
    const meta = metadataOf(em.getMetadata(), approval.subject);
    await mayApply(writing, approval, record.id);
    if (onPaperOf?.id === viewer.personId) throw ownPaper();
    const applicant = onPaperOf ?? { id: viewer.personId, department: viewer.department ?? null };
    const table = qualifiedTable(meta);
    const [held] = await em.execute<{ label: Label; compartments: string[]; keeper_id: string | null }[]>(
      'select * from approvals.hold_record(?, ?)',
      [table, record.id],
    );
    if (!held?.label) throw notFound(meta.className);
    if (approval.oneAtATime) {
      const [row] = await em.execute<{ open: boolean }[]>('select approvals.is_open(?, ?) as open', [name, record.id]);
      if (row!.open) throw openAlready(approval);
    }
    const request = em.create(ApprovalRequest, {
      name,
      module,
      definitionVersion: approval.version,
      definition: { title: approval.title, form: approval.form },
      form: kept(approval, form),
      applicant: em.getReference(Person, applicant.id),
      enteredBy: onPaperOf ? em.getReference(Person, viewer.personId) : null,
      barred: [...new Set(barred.map(({ id }) => id))],
      beneficiary: beneficiaryId ? em.getReference(Person, beneficiaryId) : null,
      department: applicant.department ? em.getReference(Department, applicant.department) : null,
      recordType: meta.className,
      recordId: record.id,
      recordTable: table,
      label: held.label,
      compartments: held.compartments,
      keeper: held.keeper_id ? em.getReference(Person, held.keeper_id) : null,
      steps: stepsFor(approval.steps, {
        record: record.department?.id,
        applicant: applicant.department ?? undefined,
        keeper: held.keeper_id ?? undefined,
      }),
    });
    await this.open(writing, request);
    await em.flush();
    await note(writing, request, { kind: ApprovalEventKind.SUBMITTED, forPerson: onPaperOf?.id });
    return request;
  }

  /**
   * Brings a returned request again: with another form everything is asked anew, without one it goes on where it was returned.
   *
   * @param call the mutation, which the permission table of its module names under records with the type ApprovalRequest
   */
  async resubmit(writing: Writing, call: string, { id, version, ...again }: Resubmission): Promise<ApprovalRequest> {
    return this.bringAgain(writing, await writing.find(call, ApprovalRequest, id, version), again);
  }

  /** The same of a request of the viewer's that a module has found itself, within a mutation about its record. */
  async bringAgain(
    writing: Writing,
    request: ApprovalRequest,
    { form, changes, comment, barred }: Omit<Resubmission, 'id' | 'version'>,
  ): Promise<ApprovalRequest> {
    const approval = this.carriedOut(request);
    request.refuseUnless(ApprovalStatus.RETURNED);
    const changed = form ? kept(approval, form) : amended(approval, request, changes ?? []);
    request.steps = beginAnewFrom(request.steps, changed ? 0 : (request.returnedFrom ?? 0));
    if (changed) request.form = changed;
    request.status = ApprovalStatus.RUNNING;
    request.returnedFrom = null;
    if (barred) request.barred = [...new Set(barred.map((one) => one.id))];
    request.round += 1;
    await this.open(writing, request);
    await writing.em.flush();
    await note(writing, request, { kind: ApprovalEventKind.RESUBMITTED, comment });
    return request;
  }

  /** Asks whoever is next. Answers false where nobody is left to ask. */
  async open({ em, context: { now } }: Writing, request: ApprovalRequest): Promise<boolean> {
    const steps = structuredClone(request.steps);
    const hasTerms = steps.some(({ dueWorkingDays }) => dueWorkingDays !== undefined);
    const calendar = hasTerms ? await this.holidays.current(askingOf(em)) : weekdaysOnly;
    const dueAt: DueAt = (workingDays) =>
      workingDays === undefined ? undefined : deadline(calendar, now, { workingDays }).dueAt.toISOString();
    const goesOn = advance(steps, request, now.toISOString(), dueAt);
    request.steps = steps;
    return goesOn;
  }

  /**
   * The definition that a request keeps to.
   *
   * @throws MODULE_DISABLED while its module is off, INVALID_STATE where the module no longer has that version
   */
  carriedOut({ name, definitionVersion, module, definition }: ApprovalRequest): Approval {
    const found = this.known.find(({ approval }) => approval.name === name && approval.version === definitionVersion);
    if (!this.isOn(module)) throw moduleDisabled(module, definition.title.en);
    if (found) return found.approval;
    throw invalidState({
      en: `The module ${module} no longer carries out version ${definitionVersion} of ${name}. Nothing was decided: withdraw the request and make a new one, or install the version of the module that has it.`,
      zh: `模块 ${module} 已不再办理 ${name} 的第 ${definitionVersion} 版。本次未作任何决定：请撤回后重新申请，或安装仍含该版本的模块。`,
    });
  }

  /** What follows where a request came back or ended without approval; also while its module is off. */
  notApproved(writing: Writing, request: ApprovalRequest): Promise<void> {
    return this.follow(writing, request, 'notApproved');
  }

  /** What follows where a request goes on with another step. */
  moved(writing: Writing, request: ApprovalRequest): Promise<void> {
    return this.follow(writing, request, 'moved');
  }

  private async follow(writing: Writing, request: ApprovalRequest, what: 'moved' | 'notApproved'): Promise<void> {
    const { name, definitionVersion } = request;
    const found = this.known.find(({ approval }) => approval.name === name && approval.version === definitionVersion);
    const follows = found?.approval[what];
    if (!follows) return;
    await writing.em.flush();
    await follows(writing, request);
  }

  /** How many requests are still open, of those whose label the viewer is cleared for. */
  async openCount({ em }: Writing, modules: readonly string[]): Promise<number> {
    const [row] = await em.execute<{ n: string }[]>('select approvals.open_count(?::text[]) as n', [
      `{${modules.map((name) => `"${name}"`).join(',')}}`,
    ]);
    return Number(row!.n);
  }

  /** Escalates what is late and what nobody is left to decide; each once, on whatever instance. */
  async sweep(): Promise<void> {
    const at = this.clock();
    const [row] = await this.database.call<{ version: string }>('select version from access.present($1, $2)', [
      [],
      at.toISOString(),
    ]);
    const { version } = row!;
    // Rights change with their version, and by time alone when a validity ends: that is looked up once an hour.
    const { checked } = this;
    const isRecent =
      checked?.version === version && Math.abs(at.getTime() - checked.allAt.getTime()) < hour && at >= checked.at;
    const newerThan = isRecent ? checked.at.toISOString() : null;
    let done: number;
    do {
      const [swept] = await this.database.call<{ done: number }>('select approvals.escalate($1, $2, $3) as done', [
        at.toISOString(),
        newerThan,
        batch,
      ]);
      done = swept!.done;
    } while (done === batch);
    this.checked = { version, at, allAt: isRecent ? checked.allAt : at };
  }

  private newest(name: string): Known | undefined {
    return this.known
      .filter(({ approval }) => approval.name === name)
      .sort((a, b) => b.approval.version - a.approval.version)[0];
  }
}

const hour = 3_600_000;
const batch = 500;

const openAlready = ({ title }: Approval) =>
  conflict({
    en: `A request about this record is open already: ${title.en}. Wait for its decision; its applicant may withdraw it.`,
    zh: `该记录已有进行中的申请：${title.zh}。请等待审批结果，或由申请人撤回。`,
  });

const ownPaper = () =>
  invalidState({
    en: 'Nobody enters and decides a request of their own. Make the request, and let somebody else decide it.',
    zh: '不能代录并审批本人的申请。请自行提交申请，由他人审批。',
  });

const unknown = (name: string): never => {
  throw new Error(`No module has an approval named ${name}: add it to the approvals of a manifest.`);
};

/** What the definition names of a form. Plain data, as it is stored. */
const kept = ({ form: fields }: Approval, form: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(form).filter(([key]) => key in fields))));

async function mayApply({ em, context }: Writing, { mayApply: rule, title, subject }: Approval, id: string) {
  const { viewer, core } = context;
  if (rule.viewer(viewer) === true) return;
  const meta = metadataOf(em.getMetadata(), subject);
  const told = rowFacts(rule, viewer, rowColumns(em.getMetadata(), meta.className, 'r'));
  const [row] = await em.execute<Record<string, boolean>[]>(
    `select ${told.columns} from ${qualifiedTable(meta)} r where r."id" = ?`,
    [id],
  );
  const facts = told.read(row ?? {});
  if (gapsOf(rule, facts, false).length === 0) return;
  const refused = { en: `You may not apply: ${title.en}.`, zh: `您无权申请：${title.zh}。` };
  throw core.denials.refusal(refused, rule, viewer, facts);
}
