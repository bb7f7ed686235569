import { Department } from '../access/department.entity.js';
import type { LabelledEntity } from '../access/entity.js';
import { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import { dayAt } from '../calendar/dates.js';
import type { SignedInContext } from '../context.js';
import { type Ask, askingOf } from '../database/asking.js';
import type { Writing } from '../database/writing.js';
import { periodOf } from '../duties/periods.js';
import { invalidState } from '../errors.js';
import type { Interpretations } from '../interpretations/interpretations.js';
import { zhOf } from '../languages/enumTitles.js';
import type { Module } from '../module.js';
import { type AppraisalForm, appraisingName } from './appraisal.approval.js';
import { type KnownKind, kindsOf } from './appraisalDefinition.js';
import { AppraisalEntry } from './appraisalEntry.entity.js';
import { AppraisalState } from './appraisalEnums.js';
import { type Bounds, boundsOf, type Figures } from './figures.js';

/** Whose merit or demerit it is: of a person, of a department, or of a person in a department. */
export interface Concerned {
  person?: { id: string } | undefined;
  /** Of a person unless given the one of their longest-held role. */
  department?: { id: string } | undefined;
}

/** What is recorded, beside its figures. */
export interface Merit extends Concerned {
  /** Name of the kind. */
  kind: string;
  reason: string;
  /** A record of the type that the kind names, found visible before. */
  about?: LabelledEntity | undefined;
  /** YYYY-MM-DD; today unless given. */
  occurredOn?: string | undefined;
}

/** Merits and demerits of people and departments: proposed and decided, or counted by a module. */
export class Appraisal {
  readonly kinds: ReadonlyMap<string, KnownKind>;

  constructor(
    modules: readonly Module[],
    private readonly interpretations: Interpretations,
  ) {
    this.kinds = new Map(kindsOf(modules).map((kind) => [kind.name, kind]));
  }

  /** Between which numbers points and amount of a kind lie now. */
  bounds(ask: Ask, kind: KnownKind): Promise<Bounds> {
    return boundsOf(ask, this.interpretations, kind);
  }

  /** Proposes an entry, which counts when the approval of its module is through. The figures fit the kind's bounds. */
  async propose(writing: Writing, merit: Merit, figures: Figures): Promise<AppraisalEntry> {
    const kind = this.of(merit.kind);
    const { em, context } = writing;
    const { person, about } = merit;
    const department = merit.department ?? (person && (await departmentOf(writing, person.id)));
    const day = merit.occurredOn ?? dayAt(context.now);
    const entry = em.create(AppraisalEntry, {
      module: kind.module,
      kind: kind.name,
      clause: kind.clause,
      measure: kind.measure,
      person: person ? em.getReference(Person, person.id) : null,
      department: department ? em.getReference(Department, department.id) : null,
      ...figures,
      reason: merit.reason,
      caseType: about ? kind.about!.name : null,
      caseId: about?.id ?? null,
      label: about?.label ?? Label.INTERNAL,
      compartments: about?.compartments ?? [],
      keeper: about?.keeper ?? null,
      occurredOn: day,
      period: periodOf('quarter', day).key,
      recordedBy: em.getReference(Person, (context as SignedInContext).viewer.personId),
    });
    await this.request(writing, kind, entry, null);
    return entry;
  }

  /** Proposes an entry in the place of another one; without figures it takes that one back. */
  async correct(
    writing: Writing,
    corrected: AppraisalEntry,
    reason: string,
    figures: Figures | undefined,
  ): Promise<AppraisalEntry> {
    const { em, context } = writing;
    if (corrected.state !== AppraisalState.IN_FORCE || corrected.withdraws) throw notInForce(corrected);
    if (await em.count(AppraisalEntry, { corrects: corrected, state: AppraisalState.PROPOSED }))
      throw correctedAlready();
    const { module, kind, clause, measure, person, department, caseType, caseId, occurredOn, period } = corrected;
    const { label, compartments, keeper } = corrected;
    const same = { module, kind, clause, measure, person, department, caseType, caseId, occurredOn, period };
    const entry = em.create(AppraisalEntry, {
      ...same,
      label,
      compartments,
      keeper,
      ...(figures ?? { points: 0, amount: null }),
      reason,
      corrects: corrected,
      withdraws: !figures,
      recordedBy: em.getReference(Person, (context as SignedInContext).viewer.personId),
    });
    const { points, amount } = corrected;
    await this.request(writing, this.of(kind), entry, `${points}${amount === null ? '' : ` / ¥${amount}`}`);
    return entry;
  }

  /** Counts a merit or demerit of a kind that the module counts by itself, once for a case. Answers its id, or undefined where it counts already. */
  async record(writing: Writing, merit: Merit, points?: number): Promise<string | undefined> {
    const kind = this.of(merit.kind);
    if (!kind.byItself) throw new Error(`${kind.name} is decided by an approval: propose it.`);
    const { em, context } = writing;
    const { person, about } = merit;
    const department = merit.department ?? (person && (await departmentOf(writing, person.id)));
    const ask = askingOf(em);
    const bounds = await this.bounds(ask, kind);
    const day = merit.occurredOn ?? dayAt(context.now);
    await em.flush();
    const given = {
      module: kind.module,
      kind: kind.name,
      clause: kind.clause,
      person: person?.id,
      department: department?.id,
      points: points ?? bounds.points.from,
      reason: merit.reason,
      caseType: about && kind.about!.name,
      caseId: about?.id,
      label: about?.label,
      compartments: about?.compartments,
      keeper: about?.keeper?.id,
      occurredOn: day,
      period: periodOf('quarter', day).key,
    };
    const [row] = await ask<{ id: string | null }>('select appraisal.record(?::json) as id', [JSON.stringify(given)]);
    return row?.id ?? undefined;
  }

  private async request(
    writing: Writing,
    kind: KnownKind,
    entry: AppraisalEntry,
    change: string | null,
  ): Promise<void> {
    const { em, context } = writing;
    await em.flush();
    const { person, department, points, amount, reason, occurredOn } = entry;
    const whom = [
      department && (await em.findOne(Department, { id: department.id }))?.name,
      person && (await em.findOne(Person, { id: person.id }))?.displayName,
    ];
    const form: AppraisalForm = {
      kind: `${kind.title.zh} ${kind.title.en}`,
      whom: whom.filter(Boolean).join(' '),
      points,
      amount,
      reason,
      occurredOn,
      change,
    };
    await context.core.approvals.request(writing, appraisingName(kind.module), {
      record: entry,
      form,
      beneficiaryId: person?.id,
    });
  }

  private of(name: string): KnownKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No installed module has the kind of appraisal ${name}.`);
    return kind;
  }
}

async function departmentOf({ em, context }: Writing, personId: string): Promise<{ id: string } | undefined> {
  const [row] = await em.execute<{ id: string | null }[]>('select appraisal.department_of(?, ?) as id', [
    personId,
    context.now.toISOString(),
  ]);
  return row?.id ? { id: row.id } : undefined;
}

const notInForce = ({ state, withdraws }: AppraisalEntry) =>
  withdraws
    ? invalidState({
        en: 'It takes another entry back and counts for nothing. Propose that one anew if it is right after all.',
        zh: '该记录为撤销记录，不计分。如原记录确属正确，请重新提出。',
      })
    : invalidState({
        en: `The entry is ${state}; what is in force can be corrected or taken back.`,
        zh: `该记录的状态为“${zhOf(AppraisalState, state)}”；仅可更正或撤销有效记录。`,
      });

const correctedAlready = () =>
  invalidState({
    en: 'A correction of this entry waits for its approval already. Withdraw that request first (withdrawApproval).',
    zh: '该记录已有待审批的更正。请先撤回该申请（withdrawApproval）。',
  });
