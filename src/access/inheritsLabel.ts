const parents = new WeakMap<object, string>();
const grantedApart = new WeakSet<object>();

/**
 * Put on a to-one property of a labelled entity: label, compartments and keeper are those of the record it points to, and
 * follow it; while it points to none, its own. Grants on the record it points to open it; with `grantedApart` those on
 * itself do too, which open nothing beside it and what hangs on it.
 */
export const InheritsLabel =
  (options: { grantedApart?: boolean } = {}) =>
  (target: object, property: string): void => {
    parents.set(target, property);
    if (options.grantedApart) grantedApart.add(target);
  };

/** Whether grants on a record of this type, which has its label from another, open it. */
export const isGrantedApart = (entity: new (...args: never[]) => object): boolean => grantedApart.has(entity.prototype);

/** The property through which an entity inherits its label, if it does. */
export const inheritsLabelFrom = (entity: new (...args: never[]) => object): string | undefined =>
  parents.get(entity.prototype);

const sharing = new WeakSet<object>();

/** Put on a labelled entity whose id is that of a record of another type, which it stands for: grants on that record open it too. */
export const SharesIdentity =
  () =>
  (entity: new (...args: never[]) => object): void => {
    sharing.add(entity);
  };

export const sharesIdentity = (entity: new (...args: never[]) => object): boolean => sharing.has(entity);
