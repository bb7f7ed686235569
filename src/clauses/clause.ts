import type { Message } from '../languages/message.js';

/** One rule of a policy, in our own words. */
export interface Clause {
  /** For example P01.A18: the policy, then the article. */
  id: string;
  title: Message;
  summary: Message;
}

/** What an organisation has laid down for one matter (制度). */
export interface Policy {
  /** For example P01. */
  id: string;
  title: Message;
  /** Who interprets and revises it. */
  owner: Message;
  clauses: readonly Clause[];
}

/** For the lists of clauses: id, title in both languages, summary in both languages. */
export const clauseText = (
  id: string,
  [titleEn, titleZh]: readonly [en: string, zh: string],
  [summaryEn, summaryZh]: readonly [en: string, zh: string],
): Clause => ({ id, title: { en: titleEn, zh: titleZh }, summary: { en: summaryEn, zh: summaryZh } });
