import type { Day } from '../calendar/dates.js';
import type { Length } from '../calendar/deadline.js';
import type { Message } from '../languages/message.js';

/** One rule of a policy, in our own words. */
export interface Clause {
  /** For example P01.A18: the policy, then the article. */
  id: string;
  title: Message;
  summary: Message;
}

/** What those in certain posts have to confirm that they know. */
export interface Acknowledgement {
  /** The clause that asks for it. */
  clause: string;
  /** The whole policy, in each version anew, or the clause alone, each time that its text changes. */
  of: 'policy' | 'clause';
  /** Roles whose holders are asked. */
  by: readonly string[];
  within: Length;
  /** The role that is told of those who do not. */
  escalateTo: string;
}

/** Who revises a policy, and who puts a revision in force. */
export interface Revision {
  draftedBy: readonly string[];
  draftClause: string;
  issuedBy: string;
  issueClause: string;
}

/** What an organisation has laid down for one matter (制度). The code supplies version 1; later ones are drafted and issued. */
export interface Policy {
  /** For example P01. */
  id: string;
  title: Message;
  /** Who interprets and revises it. */
  owner: Message;
  purpose?: Message;
  /** What and whom it is for. */
  scope?: Message;
  /** Other policies that it refers to. */
  related?: readonly Message[];
  /** From which version 1 is in force; without, from the first start with it. */
  effectiveFrom?: Day;
  /** Without, no version after the first can be issued. */
  revision?: Revision;
  acknowledgements?: readonly Acknowledgement[];
  clauses: readonly Clause[];
}

/** For the lists of clauses: id, title in both languages, summary in both languages. */
export const clauseText = (
  id: string,
  [titleEn, titleZh]: readonly [en: string, zh: string],
  [summaryEn, summaryZh]: readonly [en: string, zh: string],
): Clause => ({ id, title: { en: titleEn, zh: titleZh }, summary: { en: summaryEn, zh: summaryZh } });
