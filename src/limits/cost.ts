import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import { limits } from '../reading/limits.js';
import { inputCost } from './inputCost.js';

type Variables = Readonly<Record<string, unknown>>;
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Items that a list is taken to have which has no pages: of an author's field, of introspection. */
const assumedItems = 20;
const assumedIntrospectionItems = 8;
const leavesForOne = 10;
const most = Number.MAX_SAFE_INTEGER;

export interface Cost {
  cost: number;
  /** Whether other variables might give another cost. */
  depends: boolean;
}

/**
 * What an operation costs at most: each row 1, and 1 more for every ten values of it; a list the size of its page times
 * the cost of a row. A fragment is measured once for each page size, however often it is spread, and costs each time.
 *
 * @param variables as they were sent; what does not fit its type is refused later, before anything is read
 */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: Variables,
): Cost {
  const root = schema.getRootType(operation.operation);
  if (!root) return { cost: 0, depends: false };
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const measure = new Measure(schema, fragments, { ...Object.fromEntries(defaults), ...variables });
  return { cost: measure.selections(operation.selectionSet, root, undefined).cost, depends: measure.depends };
}

/** Values of a row, and the cost of all else below it. */
interface Sum {
  leaves: number;
  cost: number;
}

class Measure {
  depends = false;
  private readonly known = new Map<string, Sum>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly variables: Variables,
  ) {}

  /** @param page size of the connection whose selection this is */
  selections({ selections }: SelectionSetNode, type: GraphQLCompositeType, page: number | undefined): Sum {
    const sum = { leaves: 0, cost: 0 };
    const spread = new Set<string>();
    for (const selection of selections) {
      if (!this.isIncluded(selection)) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        // Spread again in the same selection it adds nothing to the answer.
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      const one = this.selection(selection, type, page);
      sum.leaves = Math.min(most, sum.leaves + one.leaves);
      sum.cost = Math.min(most, sum.cost + one.cost);
    }
    return sum;
  }

  private selection(selection: SelectionNode, type: GraphQLCompositeType, page: number | undefined): Sum {
    if (selection.kind === Kind.FIELD) return this.field(selection, type, page);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value, page);
    return this.selections(selection.selectionSet, this.typeOf(selection.typeCondition?.name.value) ?? type, page);
  }

  private fragment(name: string, page: number | undefined): Sum {
    const key = `${name} ${page}`;
    const measured = this.known.get(key);
    if (measured) return measured;
    const fragment = this.fragments.get(name);
    const type = this.typeOf(fragment?.typeCondition.name.value);
    const sum = fragment && type ? this.selections(fragment.selectionSet, type, page) : { leaves: 0, cost: 0 };
    this.known.set(key, sum);
    return sum;
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, page: number | undefined): Sum {
    const field = fieldOf(parent, node.name.value);
    const answer = field && getNamedType(field.type);
    if (!field || !isCompositeType(answer) || !node.selectionSet)
      return { leaves: 1, cost: page !== undefined && node.name.value === 'totalCount' ? limits.page : 0 };
    const own = isConnection(field) ? this.pageSize(node) : undefined;
    const inside = this.selections(node.selectionSet, answer, own);
    const one = ownCost(answer) + Math.floor(inside.leaves / leavesForOne) + inside.cost;
    const items = isList(field) ? (page ?? assumedItemsOf(answer)) : 1;
    return { leaves: 0, cost: Math.min(most, items * one + (own === undefined ? 0 : this.conditions(field, node))) };
  }

  /** As large as asked for; what is beyond the largest page is refused by the read itself. */
  private pageSize({ arguments: given }: FieldNode): number {
    const sizes = ['first', 'last']
      .map((name) => this.argument(given, name))
      .filter((size) => typeof size === 'number');
    const size = sizes.length > 0 ? Math.max(...sizes) : limits.page;
    return Math.min(Math.max(size, 0), limits.largestPage);
  }

  private conditions({ args }: GraphQLField<unknown, unknown>, { arguments: given }: FieldNode): number {
    return ['filter', 'orderBy'].reduce((total, name) => {
      const value = this.argument(given, name);
      const declared = args.find((argument) => argument.name === name);
      return value === undefined || value === null || !declared ? total : total + inputCost(value, declared.type);
    }, 0);
  }

  private argument(given: readonly ArgumentNode[] | undefined, name: string): unknown {
    const node = given?.find((argument) => argument.name.value === name);
    return node && this.value(node);
  }

  private value({ value }: ArgumentNode): unknown {
    if (value.kind !== Kind.INT) this.depends = true;
    return valueFromASTUntyped(value, this.variables);
  }

  private isIncluded({ directives = [] }: SelectionNode): boolean {
    return directives.every(({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return true;
      this.depends = true;
      return this.argument(given, 'if') !== (name.value === 'skip');
    });
  }

  private typeOf(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

const has = (type: GraphQLCompositeType, ...fields: string[]): boolean =>
  isObjectType(type) && fields.every((name) => name in type.getFields());

const isEdge = (type: GraphQLCompositeType): boolean => has(type, 'node', 'cursor');

const isConnection = ({ type, args }: GraphQLField<unknown, unknown>): boolean => {
  const answer = getNamedType(type);
  return isCompositeType(answer) && has(answer, 'pageInfo') && args.some(({ name }) => name === 'first');
};

/** An edge and what lies around a page come along with its rows. */
const ownCost = (type: GraphQLCompositeType): number => (isEdge(type) || has(type, 'hasNextPage') ? 0 : 1);

const assumedItemsOf = ({ name }: GraphQLCompositeType): number =>
  name.startsWith('__') ? assumedIntrospectionItems : assumedItems;
