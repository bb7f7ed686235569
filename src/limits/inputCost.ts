import { type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';
import { limits } from '../reading/limits.js';

const connectives = new Set(['and', 'or', 'not']);
const quantifiers = new Set(['some', 'none', 'every']);

/**
 * What a filter or an order costs, as it was sent: 1 for each field and operator, and for each list what reading a page of
 * it would cost.
 */
export function inputCost(value: unknown, type: GraphQLInputType): number {
  const named = getNamedType(type);
  if (Array.isArray(value) && isInputObjectType(named))
    return value.reduce((total: number, one) => total + inputCost(one, named), 0);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return 0;
  const fields = named.getFields();
  return Object.entries(value).reduce((total, [name, given]) => {
    const field = fields[name];
    if (!field) return total;
    const inside = inputCost(given, field.type);
    if (connectives.has(name)) return total + inside;
    if (quantifiers.has(name)) return total + limits.page * (1 + inside);
    return total + 1 + inside;
  }, 0);
}
