import { getMetadataStorage } from 'type-graphql';
import type { EntityClass } from '../module.js';
import { arriving, type Column } from './columns.js';
import { needsOf } from './decorators.js';

/** A field that is computed in JavaScript: by a method of a resolver class, or by a getter or method of the entity itself. */
export interface OwnField {
  kind: 'own';
  needs: readonly string[];
}

export function ownFieldOf(entity: EntityClass, field: string, installed: ReadonlySet<unknown>): OwnField | undefined {
  const isOf = (type: EntityClass) => entity === type || entity.prototype instanceof type;
  const found = getMetadataStorage().fieldResolvers.find(
    (resolver) =>
      resolver.schemaName === field &&
      (resolver.kind === 'internal' || installed.has(resolver.target)) &&
      isOf(resolver.getObjectType!() as EntityClass),
  );
  return found && { kind: 'own', needs: needsOf(found.target as EntityClass).get(found.methodName) ?? [] };
}

export const getterOf = (entity: EntityClass, field: string): OwnField | undefined =>
  isGetter(entity.prototype, field) ? { kind: 'own', needs: needsOf(entity).get(field) ?? [] } : undefined;

function isGetter(prototype: object | null, name: string): boolean {
  if (prototype === null) return false;
  const own = Object.getOwnPropertyDescriptor(prototype, name);
  return own ? own.get !== undefined : isGetter(Object.getPrototypeOf(prototype), name);
}

/** The `@Root` of such a field: an instance of the entity that has its id and the properties needed, and nothing else. */
export function rootOf(
  entity: EntityClass,
  columns: ReadonlyMap<string, Column>,
  needed: Record<string, unknown>,
): object {
  // Own properties and no assignment: MikroORM's setters on the prototype would take it for a managed entity.
  const properties = Object.entries(needed).map(([property, content]) => {
    const column = columns.get(property);
    return [
      property,
      { value: column ? arriving(column, content) : content, enumerable: true, writable: true },
    ] as const;
  });
  return Object.create(entity.prototype, Object.fromEntries(properties));
}
