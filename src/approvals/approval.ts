import type { Label } from '../access/labels.js';
import type { Rule } from '../access/rules.js';
import type { Writing } from '../database/writing.js';
import type { Message } from '../languages/message.js';
import type { EntityClass } from '../module.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';

/** Who is asked: whoever holds a role, or the keeper of the record. */
export interface Signatory {
  role?: string;
  /** Where the role is held: anywhere, or in or above the department of the record or of the applicant. */
  in?: 'anywhere' | 'record' | 'applicant';
  /** The keeper that the record has when the request is made (保管人). */
  keeper?: true;
}

/** Data, so that a running request keeps it. All that is given must hold. */
export interface When {
  /** The record has at least this label at the moment when the step would begin. */
  labelFrom?: Label;
  /** The form holds these. */
  form?: Record<string, string | number | boolean>;
  /** One of these holds. */
  anyOf?: readonly When[];
}

export interface ApprovalStep {
  /** Unique within the approval, for example `review`. */
  name: string;
  title: Message;
  /** The clause that asks for the step, for example P01.A18. */
  clause: string;
  by: readonly Signatory[];
  /** all: each of them has to approve (会签), one refusal refuses. any: the first of them decides (或签). Default all. */
  mode?: 'all' | 'any';
  /** sign and seal take the password again; a seal is that of the department (盖章). */
  act: 'review' | 'sign' | 'seal';
  /** Left out where it does not hold. */
  when?: When;
  /** Working days after which it is late. */
  dueWorkingDays?: number;
  /** Role that may decide as well from then on, or as soon as nobody is left who could. */
  escalateTo?: string;
}

/** What a changed field may hold: a text of so many characters, or a whole number, from and to. */
export type Amendable = { text: readonly [from: number, to: number] } | { whole: readonly [from: number, to: number] };

/** A kind of request that passes through signatures (审批). */
export interface Approval {
  /** For example readCustomerFile; unique among all modules. */
  name: string;
  /** Counted up with each change of steps or outcome. Earlier ones stay in the manifest while requests of theirs run. */
  version: number;
  title: Message;
  /** What it is about. */
  subject: EntityClass;
  /** Title of each field of the form; what the form holds beside these is not kept. */
  form: Record<string, Message>;
  /** Fields that the applicant may change with resubmitApproval when a request was returned; then everything is asked anew. */
  amend?: Readonly<Record<string, Amendable>>;
  /** A second request about the record is refused while one is open, whoever made that. */
  oneAtATime?: true;
  /** Asked of the applicant about the record. */
  mayApply: Rule;
  steps: readonly ApprovalStep[];
  /** Commits with the last decision, with the rights of whoever took it; where it fails, nothing is decided. */
  outcome: (writing: Writing, request: ApprovalRequest) => Promise<void>;
  /** Commits with an approval, or a return to an earlier step, after which another step is open. */
  moved?: (writing: Writing, request: ApprovalRequest) => Promise<void>;
  /** Commits with what ends the review without approval: refused, returned to the applicant, or withdrawn. */
  notApproved?: (writing: Writing, request: ApprovalRequest) => Promise<void>;
}

export const defineApproval = <Form extends object>(
  approval: Omit<Approval, 'form' | 'amend'> & {
    form: Partial<Record<keyof Form & string, Message>>;
    amend?: Partial<Record<keyof Form & string, Amendable>>;
  },
): Approval => approval as Approval;
