import { type GraphQLSchema, isEnumType } from 'graphql';
import { getMetadataStorage, registerEnumType } from 'type-graphql';
import type { Locale, Message } from './message.js';

/** How a value of an enum is called, and what it means beyond that. */
export interface ValueTitle {
  title: Message;
  description?: string;
}

interface TitledEnum<E> {
  name: string;
  description?: string;
  values: Record<keyof E & string, ValueTitle>;
}

type Titles = Record<string, Message>;

const titlesOf = new WeakMap<object, Titles>();

/** Registers an enum for GraphQL whose values have titles in both languages; the Chinese one leads the description. */
export function registerTitledEnum<E extends Record<string, string>>(
  enumObject: E,
  { name, description, values }: TitledEnum<E>,
): void {
  const entries = Object.entries<ValueTitle>(values);
  const described = entries.map(([value, { title, description: more }]) => {
    const text = more ? `${title.zh}: ${more}` : title.zh;
    return [value, { description: text }] as const;
  });
  registerEnumType(enumObject, { name, description, valuesConfig: Object.fromEntries(described) as never });
  titlesOf.set(enumObject, Object.fromEntries(entries.map(([value, { title }]) => [value, title])));
}

/** The titles of a registered enum by value. */
export const titlesIn = (enumObject: object): Readonly<Titles> => titlesOf.get(enumObject) ?? {};

/** How a value is called in a language; its name where it has no title. */
export const titled = (enumObject: object, value: string, locale: Locale): string =>
  titlesIn(enumObject)[value]?.[locale] ?? value;
/** Values of a registered enum as Chinese texts name them. */
export const zhOf = (enumObject: object, ...values: string[]): string =>
  values.map((value) => titlesIn(enumObject)[value]?.zh ?? value).join('、');

/** Writes the titles of all registered enums into a schema, where switching leaves them. */
export function titleEnums(schema: GraphQLSchema): void {
  for (const { name, enumObj } of getMetadataStorage().enums) titleEnum(schema, name, titlesOf.get(enumObj) ?? {});
}

export function titleEnum(schema: GraphQLSchema, name: string, titles: Titles): void {
  const type = schema.getType(name);
  if (!isEnumType(type)) return;
  for (const value of type.getValues()) {
    const title = titles[value.name];
    if (title) value.extensions = { ...value.extensions, title };
  }
}
