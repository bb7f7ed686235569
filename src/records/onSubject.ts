import { MissingKind } from '../access/conditions.js';
import { and, clause, not, or, type RowColumns, type Rule } from '../access/rules.js';

/** The file is that of a record of this type. */
export const isFileOf = (type: string): Rule => ({
  name: `isFileOf(${type})`,
  viewer: () => undefined,
  sql: (row) => `${row.column('subjectType')} = '${type}'`,
  roles: [],
  form: { kind: 'condition', condition: { kind: MissingKind.OTHER } },
});

/**
 * The rule of a record, asked about the row of its file: what the rule may speak of is copied there. A rule that speaks of
 * any other property of the record cannot be asked and is refused at the start.
 */
export function onFile(rule: Rule): Rule {
  const { form } = rule;
  switch (form.kind) {
    case 'condition':
      return { ...rule, sql: (row) => rule.sql(asFile(row)) };
    case 'not':
      return not(onFile(form.of));
    case 'clause':
      return clause(form.id, onFile(form.of));
    case 'and':
      return and(...form.of.map(onFile));
    case 'or':
      return or(...form.of.map(onFile));
  }
}

const copied: Record<string, string> = {
  id: 'id',
  label: 'label',
  compartments: 'compartments',
  keeper: 'keeper',
  department: 'unit',
};

function asFile(row: RowColumns): RowColumns {
  const mapped = (property: string) => {
    const found = copied[property];
    if (!found)
      throw new Error(
        `A rule of an archived entity speaks of ${property}, which its file does not have (${Object.keys(copied)}).`,
      );
    return found;
  };
  return {
    column: (property) => row.column(mapped(property)),
    target: (property) => row.target(mapped(property)),
    grantKeys: () => row.grantKeys(),
  };
}
