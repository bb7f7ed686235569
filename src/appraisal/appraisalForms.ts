import { Department } from '../access/department.entity.js';
import type { LabelledEntity } from '../access/entity.js';
import type { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import { noSuchPerson } from '../access/unknown.js';
import { dayAt } from '../calendar/dates.js';
import type { SignedInContext } from '../context.js';
import { askingOf } from '../database/asking.js';
import { metadataOf, qualifiedTable } from '../database/entityModel.js';
import { uuid, type Writing } from '../database/writing.js';
import { badInput, moduleDisabled, type Problem } from '../errors.js';
import type { Message } from '../languages/message.js';
import type { CorrectAppraisalArgs, ProposeAppraisalInput, WithdrawAppraisalArgs } from './appraisal.inputs.js';
import type { KnownKind } from './appraisalDefinition.js';
import { AppraisalEntry } from './appraisalEntry.entity.js';
import { figureProblems, figuresFrom } from './figures.js';

type CaseInHand = LabelledEntity & { id: string };

/** What appraisers hand in. */
export class AppraisalForms {
  constructor(private readonly context: SignedInContext) {}

  propose(input: ProposeAppraisalInput): Promise<AppraisalEntry> {
    const kind = this.kind(input.kind);
    this.refuseOthers(kind);
    return this.context.database.write(this.context, async (writing) => {
      const { core, viewer, now } = this.context;
      const bounds = await core.appraisal.bounds(askingOf(writing.em), kind);
      const { personId, departmentId, caseId, occurredOn } = input;
      const about = caseId ? await visibleCase(writing, kind, caseId) : undefined;
      const isThere = async (entity: typeof Person | typeof Department, id: string | null | undefined) =>
        !id || (await writing.em.count(entity as typeof Person, { id })) > 0;
      const problems: Problem[] = [
        ...(personId || departmentId ? [] : [problem('input.personId', nobody)]),
        ...((await isThere(Person, personId)) ? [] : [noSuchPerson('input.personId')]),
        ...((await isThere(Department, departmentId)) ? [] : [problem('input.departmentId', noDepartment)]),
        ...(personId === viewer.personId ? [problem('input.personId', own)] : []),
        ...figureProblems(bounds, input),
        ...(caseId && !about ? [problem('input.caseId', noCase(kind))] : []),
        ...(occurredOn && occurredOn > dayAt(now) ? [problem('input.occurredOn', notYet)] : []),
      ];
      if (problems.length > 0) throw badInput(problems);
      const concerned = {
        person: personId ? { id: personId } : undefined,
        department: departmentId ? { id: departmentId } : undefined,
      };
      const reason = input.reason.trim();
      const merit = { kind: kind.name, reason, about, occurredOn: occurredOn ?? undefined, ...concerned };
      return core.appraisal.propose(writing, merit, figuresFrom(bounds, input));
    });
  }

  correct({ id, version, input }: CorrectAppraisalArgs): Promise<AppraisalEntry> {
    return this.context.database.write(this.context, async (writing) => {
      const entry = await writing.find('correctAppraisal', AppraisalEntry, id, version);
      const kind = this.kindOf(entry);
      const { appraisal } = this.context.core;
      const bounds = await appraisal.bounds(askingOf(writing.em), kind);
      const problems = figureProblems(bounds, input);
      if (problems.length > 0) throw badInput(problems);
      return appraisal.correct(writing, entry, input.reason.trim(), figuresFrom(bounds, input));
    });
  }

  withdraw({ id, version, reason }: WithdrawAppraisalArgs): Promise<AppraisalEntry> {
    return this.context.database.write(this.context, async (writing) => {
      const entry = await writing.find('withdrawAppraisal', AppraisalEntry, id, version);
      this.kindOf(entry);
      return this.context.core.appraisal.correct(writing, entry, reason.trim(), undefined);
    });
  }

  private kindOf(entry: AppraisalEntry): KnownKind {
    const { core } = this.context;
    const kind = core.appraisal.kinds.get(entry.kind);
    if (!kind || !core.switching.isEnabled(kind.module)) throw moduleDisabled(entry.module, entry.kind);
    return kind;
  }

  private kind(name: string): KnownKind {
    const { appraisal, switching } = this.context.core;
    const kind = appraisal.kinds.get(name);
    const offered = [...appraisal.kinds.values()].filter((one) => switching.isEnabled(one.module) && !one.byItself);
    if (!kind || !offered.includes(kind))
      throw badInput([problem('input.kind', oneOf(offered.map((one) => one.name)))]);
    return kind;
  }

  /** The call is open to the appraisers of any module. @throws FORBIDDEN for those of another one */
  private refuseOthers({ definition, name }: KnownKind): void {
    const { core, viewer } = this.context;
    if (definition.appraise.viewer(viewer) === true) return;
    const message = { en: `You may not appraise by ${name}.`, zh: `您无权进行该项考核：${name}。` };
    throw core.denials.refusal(message, definition.appraise, viewer);
  }
}

/** The case behind row security: hidden and unknown ones are answered alike. */
async function visibleCase({ em }: Writing, { about }: KnownKind, id: string): Promise<CaseInHand | undefined> {
  if (!about || !uuid.test(id)) return undefined;
  const table = qualifiedTable(metadataOf(em.getMetadata(), about));
  const [row] = await em.execute<{ label: Label; compartments: string[]; keeper_id: string | null }[]>(
    `select r.label, r.compartments, r.keeper_id from ${table} r where r."id" = ?`,
    [id],
  );
  if (!row) return undefined;
  const { label, compartments, keeper_id: keeper } = row;
  return { id, label, compartments, keeper: keeper ? em.getReference(Person, keeper) : null } as CaseInHand;
}

const problem = (path: string, message: Message): Problem => ({ path, message });

const nobody = { en: 'Name a person, a department or both.', zh: '请指定人员、部门，或同时指定。' };
const noDepartment = {
  en: 'Name a department that exists, see departments.',
  zh: '请指定存在的部门，见 departments。',
};
const own = { en: 'Nobody appraises themselves. Ask another appraiser.', zh: '不能考核本人，请由其他考核人员提出。' };
const notYet = { en: 'Give today or a day before.', zh: '请给出今天或以前的日期。' };

const noCase = ({ about }: KnownKind): Message =>
  about
    ? { en: `Give the id of a ${about.name} that you see.`, zh: `请给出您可见的 ${about.name} 的 id。` }
    : { en: 'This kind is about no record; leave it out.', zh: '该考核项目不针对具体记录，请省略。' };

const oneOf = (names: readonly string[]): Message =>
  names.length > 0
    ? { en: `Give one of: ${names.join(', ')}.`, zh: `请给出其中之一："${names.join('"、"')}"。` }
    : { en: 'No module that is on has merits or demerits.', zh: '目前没有启用的考核项目。' };
