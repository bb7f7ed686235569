import { GraphQLNamedType, GraphQLSchema, specifiedScalarTypes } from 'graphql';
import { type Outline, outlineOf, type Part, type SchemaOutline } from './schemaOutline.js';

/** What of the full schema is left when some modules are off. Elements are the full schema's own objects. */
export interface Remains {
  /** The types that can still be reached from the roots. */
  living: ReadonlySet<GraphQLNamedType>;
  /** Types, fields, arguments, input fields, enum values and directives that are gone, each with the module to blame. */
  gone: ReadonlyMap<object, string>;
  /** The modules that own something in the schema and are off, sorted. */
  off: readonly string[];
}

const KEPT_FOR_EACH_SCHEMA = 16;
const remains = new WeakMap<GraphQLSchema, Map<string, Remains>>();

/** What is left of the full schema, and whom to blame for the rest. Remembered for each set of modules that are off. */
export function whatRemains(full: GraphQLSchema, enabled: (module: string) => boolean): Remains {
  const outline = outlineOf(full);
  const off = outline.owners.filter((module) => !enabled(module));
  const key = JSON.stringify(off);
  const known = remains.get(full) ?? new Map<string, Remains>();
  remains.set(full, known);
  let answer = known.get(key);
  if (!answer) {
    const gone = findGone(outline, new Set(off));
    answer = { living: findLiving(full, outline, gone), gone, off };
    known.set(key, answer);
    if (known.size > KEPT_FOR_EACH_SCHEMA) known.delete(known.keys().next().value!);
  }
  return answer;
}

/** Goes over the schema until nothing more falls: an owner that is off, a type that is gone, a type left empty. */
function findGone({ types, directives }: SchemaOutline, off: ReadonlySet<string>): Map<object, string> {
  const gone = new Map<object, string>();
  if (off.size === 0) return gone;
  const lose = (element: object, cause: string | undefined) => {
    if (cause !== undefined && !gone.has(element)) gone.set(element, cause);
  };
  const loseIfAllGone = (element: object, needed: readonly object[]) => {
    if (needed.length > 0 && needed.every((one) => gone.has(one))) lose(element, gone.get(needed[0]!));
  };
  const settlePart = (
    { element, owner, to, required, args }: Part,
    holder: object,
    holderOwner: string | undefined,
  ) => {
    const lostType = to && gone.get(to);
    lose(element, owner !== undefined && off.has(owner) ? owner : lostType);
    // What holds its own required input relies on it. What another module added to it is an extra.
    if (required && (owner ?? holderOwner) === holderOwner) lose(holder, lostType);
    for (const argument of args) settlePart(argument, element, owner ?? holderOwner);
  };
  const settle = ({ element, owner, parts }: Outline) => {
    if (owner !== undefined && off.has(owner)) lose(element, owner);
    for (const part of parts) settlePart(part, element, owner);
  };
  let before: number;
  do {
    before = gone.size;
    for (const outline of types.values()) {
      if (gone.has(outline.element)) continue;
      settle(outline);
      const { element, parts, implementers } = outline;
      loseIfAllGone(
        element,
        parts.map((part) => part.element),
      );
      loseIfAllGone(element, implementers);
    }
    directives.forEach(settle);
  } while (gone.size > before);
  return gone;
}

/** The types that the roots still reach. Those that only a gone element reached are added to `gone` with its blame. */
function findLiving(full: GraphQLSchema, outline: SchemaOutline, gone: Map<object, string>): Set<GraphQLNamedType> {
  const living = new Set<GraphQLNamedType>();
  const reached: GraphQLNamedType[] = [];
  const severed: [GraphQLNamedType, string][] = [];
  const refer = (to: GraphQLNamedType, by: string | undefined) => {
    const cause = by ?? gone.get(to);
    if (cause === undefined) reached.push(to);
    else severed.push([to, cause]);
  };
  for (const root of [full.getQueryType(), full.getMutationType(), full.getSubscriptionType()]) {
    if (root) refer(root, undefined);
  }
  for (const directive of outline.directives) eachReference(directive, gone, gone.get(directive.element), refer);
  for (const type of reached) {
    if (living.has(type)) continue;
    living.add(type);
    eachReference(outline.types.get(type)!, gone, undefined, refer);
  }
  // Int and its like can be named in any document, whether the schema has a use for them or not.
  const followed = new Set<GraphQLNamedType>([...living, ...specifiedScalarTypes]);
  for (const [type, cause] of severed) {
    if (followed.has(type)) continue;
    followed.add(type);
    if (!gone.has(type)) gone.set(type, cause);
    eachReference(outline.types.get(type)!, gone, cause, (to, by) => severed.push([to, by ?? cause]));
  }
  return living;
}

/** Names each type that an outline refers to, with the module that cut this connection, if one did. */
function eachReference(
  { parts, parents, implementers }: Outline,
  gone: ReadonlyMap<object, string>,
  inherited: string | undefined,
  refer: (to: GraphQLNamedType, by: string | undefined) => void,
): void {
  for (const part of parts) {
    const cut = gone.get(part.element) ?? inherited;
    if (part.to) refer(part.to, cut);
    for (const argument of part.args) refer(argument.to!, gone.get(argument.element) ?? cut);
  }
  for (const parent of parents) refer(parent, inherited);
  for (const implementer of implementers) refer(implementer, inherited);
}
