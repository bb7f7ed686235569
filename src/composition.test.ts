import { describe, expect, it } from 'vitest';
import { anyone, role } from './access/rules.js';
import { compose } from './composition.js';
import { StartError } from './database/startError.js';
import { defineModule, type Module } from './module.js';

const module = (name: string, more: Partial<Module> = {}): Module =>
  defineModule({
    name,
    title: { en: name, zh: name },
    description: 'A module of this test.',
    permissions: { calls: {}, rows: {} },
    ...more,
  });

const refusalOf = (...modules: Module[]): string => {
  try {
    compose(modules);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as Error).message;
  }
  throw new Error('It was not refused.');
};

describe('modules that do not fit together are refused by name', () => {
  it.each<[string, Module[], string]>([
    ['an unknown requirement', [module('a', { requires: ['b'] })], 'the module a requires b, which is not installed'],
    ['the same name twice', [module('a'), module('b'), module('a')], 'two modules are named a'],
    [
      'a circle of two',
      [module('a', { requires: ['b'] }), module('b', { requires: ['a'] })],
      'the modules a -> b -> a require each other in a circle',
    ],
    [
      'a circle that another module leads to',
      [
        module('d', { requires: ['a'] }),
        module('a', { requires: ['b'] }),
        module('b', { requires: ['c'] }),
        module('c', { requires: ['a'] }),
      ],
      'the modules a -> b -> c -> a require each other in a circle',
    ],
    [
      'a module that requires itself',
      [module('a', { requires: ['a'] })],
      'the modules a -> a require each other in a circle',
    ],
    [
      'a role in a call rule that nobody brings',
      [module('a', { permissions: { calls: { Query: { things: role('KEEPER_OF_SEALS') } }, rows: {} } })],
      'the permissions of a name the role KEEPER_OF_SEALS, which no module brings',
    ],
    [
      'a role in a row rule that nobody brings',
      [module('a', { permissions: { calls: {}, rows: { Thing: { read: anyone, delete: role('X') } } } })],
      'the permissions of a name the role X, which no module brings',
    ],
    [
      'a role in a field rule that nobody brings',
      [module('a', { permissions: { calls: {}, rows: {}, fields: { Thing: { price: role('Y') } } } })],
      'the permissions of a name the role Y, which no module brings',
    ],
    ['a name in upper case', [module('Quality')], '"Quality" cannot be a module\'s name'],
    ["the platform's own name", [module('zhidu')], '"zhidu" cannot be a module\'s name'],
    ["a name that PostgreSQL's schemas have", [module('pg-catalog')], '"pg-catalog" cannot be a module\'s name'],
    ['a name that SQL has an own use for', [module('public')], '"public" cannot be a module\'s name'],
    [
      "the name of PostgreSQL's other schema",
      [module('information-schema')],
      '"information-schema" cannot be a module\'s name',
    ],
  ])('%s', (_case, modules, sentence) => {
    expect(refusalOf(...modules)).toBe(`The modules do not fit together: ${sentence}.`);
  });

  it('two names that would share one PostgreSQL schema are refused', () => {
    // Both schemas would be a_b, if a name might have an underscore.
    expect(refusalOf(module('a-b'), module('a_b'))).toContain('"a_b" cannot be a module\'s name');
  });

  it('several mistakes are named at once', () => {
    const message = refusalOf(module('a', { requires: ['x', 'y'] }), module('B'));
    for (const culprit of ['requires x', 'requires y', '"B"']) expect(message).toContain(culprit);
  });
});

describe('modules that fit', () => {
  it('come after what they require, and each once', () => {
    const all = [
      module('d', { requires: ['b', 'c'] }),
      module('b', { requires: ['a'] }),
      module('c', { requires: ['a'] }),
      module('a'),
    ];
    expect(compose(all).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('may name a role that another module brings', () => {
    const roles = { INSPECTOR: { en: 'Inspector', zh: '检查员' } };
    const permissions = { calls: { Query: { things: role('INSPECTOR') } }, rows: {} };
    expect(compose([module('a', { permissions }), module('b', { roles })])).toHaveLength(2);
  });
});
