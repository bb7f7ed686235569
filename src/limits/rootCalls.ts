import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

/** Names of the root fields that an operation calls, one for each key of the response, with fragments in place. */
export function rootCalls({ definitions }: DocumentNode, { selectionSet }: OperationDefinitionNode): string[] {
  const fragments = new Map(
    definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const calls = new Map<string, string>();
  const waiting: SelectionNode[] = [...selectionSet.selections];
  for (const selection of waiting) {
    if (selection.kind === Kind.FIELD) calls.set((selection.alias ?? selection.name).value, selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) waiting.push(...selection.selectionSet.selections);
    else {
      waiting.push(...(fragments.get(selection.name.value)?.selectionSet.selections ?? []));
      fragments.delete(selection.name.value);
    }
  }
  return [...calls.values()];
}
