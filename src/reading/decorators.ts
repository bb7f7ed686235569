/** What `@Listed` says of a to-one property: the list that its target gets. */
export interface ListedDeclaration {
  property: string;
  list: string;
  description: string;
}

const listed = new WeakMap<object, ListedDeclaration[]>();
const registered = new WeakMap<object, ReadonlySet<string>>();
const needed = new WeakMap<object, Map<string, readonly string[]>>();

/**
 * Put on a to-one property: its target gets a list of this name, with paging, filter and order.
 * The list belongs to the module that holds the foreign key, whichever module the target is of.
 */
export const Listed =
  (list: string, description: string) =>
  (target: object, property: string): void => {
    listed.set(target, [...(listed.get(target) ?? []), { property, list, description }]);
  };

/** Put on a `@FieldResolver` method: the properties of the entity that it reads from its `@Root`. */
export const Needs =
  (...properties: string[]) =>
  (target: object, method: string): void => {
    const methods = needed.get(target) ?? new Map<string, readonly string[]>();
    needed.set(target, methods.set(method, properties));
  };

/**
 * Put on a labelled entity: whoever is shown one of these fields of a row has read it, whatever its label, and that is
 * recorded (查阅登记). Without it reading is recorded from CONFIDENTIAL up, whatever is shown.
 */
export const RecordsReading =
  (...fields: string[]) =>
  (entity: new (...args: never[]) => object): void => {
    registered.set(entity, new Set(fields));
  };

/** The fields of `@RecordsReading`. */
export const readingFieldsOf = (entity: new (...args: never[]) => object): ReadonlySet<string> =>
  registered.get(entity) ?? new Set();

/** All `@Listed` of a class and of the classes it extends. */
export function listedOf(entity: new (...args: never[]) => object): ListedDeclaration[] {
  const found: ListedDeclaration[] = [];
  for (
    let prototype = entity.prototype;
    prototype && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  )
    found.push(...(listed.get(prototype) ?? []));
  return found;
}

/** The `@Needs` of a resolver class by method name. */
export const needsOf = (resolver: new (...args: never[]) => object): ReadonlyMap<string, readonly string[]> =>
  needed.get(resolver.prototype) ?? new Map();
