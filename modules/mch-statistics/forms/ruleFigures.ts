import type { Writing } from '../../../src/database/writing.js';
import type { Problem } from '../../../src/errors.js';
import { CategoryOptionCombination } from './category.entity.js';
import type { DataElement } from './dataElement.entity.js';
import { figuresIn, readExpression } from './expression.js';

interface Sides {
  name: string;
  left: string;
  right: string;
}

export const sidesOf = ({ left, right }: Sides): [string, string] => [left, right];

/** What a rule asks for that does not stand on a form with these elements. */
export async function figureProblems(
  em: Writing['em'],
  elements: readonly DataElement[],
  rule: Sides,
  path: string,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const side of ['left', 'right'] as const)
    for (const { element: uid, option } of figuresIn(readExpression(rule[side])!)) {
      const element = elements.find((one) => one.uid === uid);
      const isThere =
        element &&
        (!option ||
          (await em.count(CategoryOptionCombination, { uid: option, combination: element.combination.id })) > 0);
      const figure = option ? `${uid}.${option}` : uid;
      if (!isThere)
        problems.push({
          path: path.endsWith('items') ? path : `${path}.${side}`,
          message: {
            en: `${figure} is no figure of this form. The rule ${rule.name} asks for it.`,
            zh: `${figure} 不是该报表的项目，审核规则“${rule.name}”用到它。`,
          },
        });
    }
  return problems;
}
