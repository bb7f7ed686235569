import { GraphQLNamedType, GraphQLSchema, getNamedType, isEnumType, isInputObjectType } from 'graphql';
import type { Remains } from './ownership.js';
import { outlineOf } from './schemaOutline.js';

/** Defaults that mention something gone. graphql-js does not check defaults, and fails only when it prints them. */
export function brokenDefaults(full: GraphQLSchema, { gone }: Remains): string[] {
  return outlineOf(full).defaults.flatMap(({ where, holders, input }) => {
    if (gone.has(input) || holders.some((holder) => gone.has(holder))) return [];
    const module = blameFor(input.defaultValue, getNamedType(input.type), gone);
    return module === undefined ? [] : [`The default of ${where} belongs to the module ${module}.`];
  });
}

function blameFor(value: unknown, type: GraphQLNamedType, gone: Remains['gone']): string | undefined {
  const first = (blames: (string | undefined)[]) => blames.find((module) => module !== undefined);
  if (Array.isArray(value)) return first(value.map((item) => blameFor(item, type, gone)));
  if (isEnumType(type)) {
    const used = type.getValues().find((candidate) => candidate.value === value);
    return used && gone.get(used);
  }
  if (!isInputObjectType(type) || value === null || typeof value !== 'object') return undefined;
  const fields = type.getFields();
  return first(
    Object.entries(value).map(([name, inner]) => {
      const field = fields[name];
      return field && (gone.get(field) ?? blameFor(inner, getNamedType(field.type), gone));
    }),
  );
}
