import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What of a document decides which fields a selection has. */
export interface Asked {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  variableValues: Record<string, unknown>;
}

/** One key of the response: all selections of it, merged. */
export interface Selected {
  key: string;
  name: string;
  /** At least one; all have the same arguments. */
  nodes: FieldNode[];
}

/** The fields that a type is asked for, in the order of the response. */
export function selectedFields(
  asked: Asked,
  type: GraphQLObjectType,
  fields: readonly { selectionSet?: SelectionSetNode }[],
): Selected[] {
  const found = new Map<string, Selected>();
  const spread = new Set<string>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) if (isIncluded(asked, selection)) take(selection);
  };
  const take = (selection: SelectionNode): void => {
    if (selection.kind === Kind.FIELD) add(found, selection);
    else if (selection.kind === Kind.INLINE_FRAGMENT) enter(selection);
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      enter(asked.fragments[selection.name.value]!);
    }
  };
  const enter = ({ typeCondition, selectionSet }: InlineFragmentNode | FragmentDefinitionNode): void => {
    if (applies(asked.schema, typeCondition?.name.value, type)) visit(selectionSet);
  };
  for (const field of fields) visit(field.selectionSet);
  return [...found.values()];
}

function add(found: Map<string, Selected>, node: FieldNode): void {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  const known = found.get(key);
  if (known) known.nodes.push(node);
  else found.set(key, { key, name, nodes: [node] });
}

const isIncluded = ({ variableValues }: Asked, node: SelectionNode): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
