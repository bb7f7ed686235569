import { UnderscoreNamingStrategy } from '@mikro-orm/core';
import type { Message } from '../languages/message.js';
import { plural } from '../reading/names.js';

/** What whoever writes a module may choose; all but the name has a default. */
export interface ModuleWishes {
  /** Of the module, for example lab-samples. */
  name: string;
  /** Class of its first entity, for example Sample. */
  entity?: string;
  title?: string;
  titleZh?: string;
  /** Id of its policy, for example P13. */
  policy?: string;
}

/** All names that a written module goes by. */
export interface ModuleNames {
  module: string;
  title: Message;
  /** Id of the policy; its clause is .A01. */
  policy: string;
  /** In TypeScript: of the manifest, and as part of a function's name. */
  constant: string;
  pascal: string;
  schema: string;
  rolePrefix: string;
  entity: string;
  /** Root fields of its reads. */
  one: string;
  list: string;
  table: string;
  /** What its numbers begin with. */
  prefix: string;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const pascalOf = (kebab: string): string => kebab.split('-').map(capital).join('');

const uncapitalised = (word: string): string => word.slice(0, 1).toLowerCase() + word.slice(1);

/** By simple rule: for anything else there is --entity. */
export function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

export function moduleNames({ name, entity, title, titleZh, policy }: ModuleWishes): ModuleNames {
  const thing = entity ?? pascalOf(singular(name));
  const one = uncapitalised(thing);
  const capitals = thing.replace(/[^A-Z]/g, '');
  return {
    module: name,
    title: { en: title ?? capital(name.replaceAll('-', ' ')), zh: titleZh ?? `${name} 模块` },
    policy: policy ?? name.toUpperCase(),
    constant: uncapitalised(pascalOf(name)),
    pascal: pascalOf(name),
    schema: name.replaceAll('-', '_'),
    rolePrefix: name.replaceAll('-', '_').toUpperCase(),
    entity: thing,
    one,
    list: plural(one),
    table: new UnderscoreNamingStrategy().classToTableName(thing),
    prefix: (capitals.length > 1 ? capitals : thing).slice(0, 2).toUpperCase(),
  };
}
