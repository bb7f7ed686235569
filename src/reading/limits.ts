/** How much one read may ask for. The descriptions in the schema and the errors quote these. */
export const limits = {
  /** Rows of a list when neither first nor last is given. */
  page: 20,
  /** Rows of a list at most, at the root and below. */
  largestPage: 1000,
  /** Relations and lists below one another in a selection. */
  selectionDepth: 20,
  /** Filters inside filters: and, or, not, relations, lists. */
  filterDepth: 10,
  /** Filters in one filter, itself counted. */
  filters: 500,
  /** Operators, relations and lists in one filter. */
  conditions: 200,
  /** Values of in, notIn and of contains on a list. */
  listValues: 1000,
  /** Characters of a string in a filter. */
  characters: 1000,
  /** Values of all filters and cursors in one statement; a list counts as one. PostgreSQL takes 65 535. */
  values: 10_000,
  /** Terms of an order. */
  orderTerms: 10,
  /** Compiled statements that are remembered. */
  plans: 1000,
} as const;
