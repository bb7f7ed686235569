const parents = new WeakMap<object, string>();

/** Put on a to-one property of a labelled entity: label, compartments and keeper are those of the record it points to, and follow it. */
export const InheritsLabel =
  () =>
  (target: object, property: string): void => {
    parents.set(target, property);
  };

/** The property through which an entity inherits its label, if it does. */
export const inheritsLabelFrom = (entity: new (...args: never[]) => object): string | undefined =>
  parents.get(entity.prototype);
