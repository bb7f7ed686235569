import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation amounts to with its fragments in place. */
export interface Shape {
  /** Fields inside fields. */
  depth: number;
  aliases: number;
  directives: number;
  rootFields: number;
}

/** Sums stay exact below this. */
const most = Number.MAX_SAFE_INTEGER;

/** The largest of each over all operations. A fragment is measured once, however often it is spread, and counts each time. */
export function shapeOf(document: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Shape>();
  const shapes = document.definitions
    .filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const shape = ofSelections(operation.selectionSet, fragments, known);
      const onVariables = (operation.variableDefinitions ?? []).map(({ directives }) => directives?.length ?? 0);
      return { ...shape, directives: sum([shape.directives, operation.directives?.length ?? 0, ...onVariables]) };
    });
  const largest = (measure: keyof Shape) => Math.max(0, ...shapes.map((shape) => shape[measure]));
  return {
    depth: largest('depth'),
    aliases: largest('aliases'),
    directives: largest('directives'),
    rootFields: largest('rootFields'),
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function ofSelections({ selections }: SelectionSetNode, fragments: Fragments, known: Map<string, Shape>): Shape {
  const shapes = selections.map((selection) => ofSelection(selection, fragments, known));
  return {
    depth: shapes.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
    aliases: sum(shapes.map(({ aliases }) => aliases)),
    directives: sum(shapes.map(({ directives }) => directives)),
    rootFields: sum(shapes.map(({ rootFields }) => rootFields)),
  };
}

function ofSelection(selection: SelectionNode, fragments: Fragments, known: Map<string, Shape>): Shape {
  const own = selection.directives?.length ?? 0;
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    const spread = ofFragment(selection.name.value, fragments, known);
    return { ...spread, directives: sum([spread.directives, own]) };
  }
  const inside = selection.selectionSet ? ofSelections(selection.selectionSet, fragments, known) : nothing;
  const directives = sum([inside.directives, own]);
  if (selection.kind === Kind.INLINE_FRAGMENT) return { ...inside, directives };
  const aliases = sum([inside.aliases, selection.alias ? 1 : 0]);
  return { depth: inside.depth + 1, aliases, directives, rootFields: 1 };
}

const nothing: Shape = { depth: 0, aliases: 0, directives: 0, rootFields: 0 };

function ofFragment(name: string, fragments: Fragments, known: Map<string, Shape>): Shape {
  const measured = known.get(name);
  if (measured) return measured;
  const fragment = fragments.get(name);
  if (!fragment) return nothing;
  // A fragment inside itself counts nothing here; validation refuses it.
  known.set(name, nothing);
  const inside = ofSelections(fragment.selectionSet, fragments, known);
  const shape = { ...inside, directives: sum([inside.directives, fragment.directives?.length ?? 0]) };
  known.set(name, shape);
  return shape;
}

const sum = (numbers: readonly number[]): number =>
  Math.min(
    numbers.reduce((total, each) => total + each, 0),
    most,
  );
