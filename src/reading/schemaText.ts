import { StartError } from '../database/startError.js';
import type { Module } from '../module.js';
import { isNullField } from './filters.js';
import { limits } from './limits.js';
import type { List, Model, Readable } from './model.js';
import { readsOf } from './names.js';
import { isOrderable, type OperatorType, operators, operatorType } from './operators.js';

/** Module that owns a generated type (`Type`) or field (`Type.field`). Shared ones have no owner. */
export type Owners = Map<string, string>;

export interface SchemaText {
  text: string;
  owners: Owners;
}

const quoted = (description: string) => JSON.stringify(description);

interface FieldText {
  name: string;
  signature: string;
  description: string;
  owner: string;
}

/** The GraphQL text of everything that reads add to the schema of the modules. */
export function schemaText(model: Model, modules: readonly Module[], hasQuery: boolean, ownerOf: OwnerOf): SchemaText {
  const writer = new SchemaWriter(ownerOf);
  for (const readable of model.values()) writer.readable(readable);
  writer.roots(model, modules, hasQuery);
  writer.shared();
  return { text: writer.text.join('\n\n'), owners: writer.owners };
}

/** Module that owns a type which the modules' own schema has. */
export type OwnerOf = (type: string) => string | undefined;

class SchemaWriter {
  readonly text: string[] = [];
  readonly owners: Owners = new Map();
  private readonly operatorTypes = new Map<string, OperatorType>();
  private readonly listed = new Set<Readable>();

  constructor(private readonly ownerOf: OwnerOf) {}

  readable(readable: Readable): void {
    const { name, module } = readable;
    this.type(
      'input',
      `${name}Filter`,
      `Conditions on ${name}; all given ones must hold, and none given means every row.`,
      module,
      this.filterFields(readable),
    );
    this.type('input', `${name}Order`, `What to order ${name} by.`, module, this.orderFields(readable), ' @oneOf');
    this.connection(readable);
    const lists = [...readable.fields.values()].filter((field) => field.kind === 'list');
    if (lists.length > 0) this.extend(name, lists.map(listField));
    for (const { of } of lists) this.listFilter(of);
  }

  private filterFields(readable: Readable): FieldText[] {
    const { name, module } = readable;
    const fields: FieldText[] = [];
    const add = (field: string, type: string, description: string, owner = module) =>
      fields.push({ name: field, signature: type, description, owner });
    for (const [field, read] of readable.fields) {
      if (read.kind === 'scalar') {
        const type = operatorType(read);
        if (!type) continue;
        this.operatorTypes.set(type.name, type);
        add(field, type.name, `Conditions on ${field}.`);
      } else if (read.kind === 'reference') {
        add(field, `${read.target.name}Filter`, `There is a visible ${field} and it matches.`);
        add(isNullField(field), 'Boolean', `True: there is no visible ${field}. False: there is one.`);
      } else if (read.kind === 'list')
        add(field, `${read.of.name}ListFilter`, `Conditions on ${field}.`, read.of.module);
    }
    add('and', `[${name}Filter!]`, 'All of these hold.');
    add('or', `[${name}Filter!]`, 'At least one of these holds; of an empty list none does.');
    add('not', `${name}Filter`, 'This does not hold.');
    return fields;
  }

  private orderFields(readable: Readable): FieldText[] {
    return [...readable.fields].flatMap(([field, read]): FieldText[] => {
      if (read.kind === 'scalar' && isOrderable(read))
        return [{ name: field, signature: 'Sort', description: `By ${field}.`, owner: readable.module }];
      if (read.kind !== 'reference') return [];
      const description = `By a field of ${field}; without a visible one as if the field had no value.`;
      return [{ name: field, signature: `${read.target.name}Order`, description, owner: readable.module }];
    });
  }

  private connection({ name, module }: Readable): void {
    const field = (called: string, signature: string, description: string) => ({
      name: called,
      signature,
      description,
      owner: module,
    });
    this.type('type', `${name}Connection`, `One page of a list of ${name}.`, module, [
      field('nodes', `[${name}!]!`, 'The rows of the page.'),
      field('edges', `[${name}Edge!]!`, 'The rows of the page, each with its cursor.'),
      field('pageInfo', 'PageInfo!', 'What lies before and behind the page.'),
      field('totalCount', 'Int!', 'Number of all visible rows that match the filter. Counted only when asked for.'),
    ]);
    this.type('type', `${name}Edge`, `A ${name} in a list.`, module, [
      field('node', `${name}!`, 'The row.'),
      field('cursor', 'String!', 'Where the row stands in this list and order; give it as after or before.'),
    ]);
  }

  private listFilter(child: Readable): void {
    if (this.listed.has(child)) return;
    this.listed.add(child);
    const { name, module } = child;
    const field = (called: string, description: string) => ({
      name: called,
      signature: `${name}Filter`,
      description,
      owner: module,
    });
    this.type('input', `${name}ListFilter`, `Conditions on a list of ${name}.`, module, [
      field('some', 'At least one visible row matches.'),
      field('none', 'No visible row matches.'),
      field('every', 'All visible rows match; also where there are none.'),
    ]);
  }

  roots(model: Model, modules: readonly Module[], hasQuery: boolean): void {
    const fields = modules.flatMap((module) =>
      readsOf(module).flatMap(({ entity, list, one }): FieldText[] => {
        const readable = model.get(entity.name);
        if (!readable)
          throw new StartError(
            `The module ${module.name} reads ${entity.name}, which is no entity with an object type.`,
          );
        const listing = `All visible rows of ${readable.name} that match the filter, in pages.`;
        return [
          {
            name: `${list}${listArguments(readable)}`,
            signature: `${readable.name}Connection!`,
            description: listing,
            owner: module.name,
          },
          {
            name: `${one}(${quoted('What is no id at all finds nothing.')} id: ID!)`,
            signature: readable.name,
            description: `The ${readable.name} with this id; null if there is none or it is not visible.`,
            owner: module.name,
          },
        ];
      }),
    );
    if (fields.length > 0) this.extend('Query', fields, hasQuery);
  }

  shared(): void {
    const yesNo = 'Boolean!';
    for (const type of this.operatorTypes.values()) this.operators(type);
    const field = (name: string, signature: string, description: string) => ({
      name,
      signature,
      description,
      owner: '',
    });
    this.type('enum', 'Sort', 'A direction.', undefined, [
      field('ASC', '', 'Upwards; rows without a value come last.'),
      field('DESC', '', 'Downwards; rows without a value come first.'),
    ]);
    this.type('type', 'PageInfo', 'What lies before and behind a page.', undefined, [
      field('hasNextPage', yesNo, 'More rows follow. When paging backward: before was given.'),
      field('hasPreviousPage', yesNo, 'More rows come before. When paging forward: after was given.'),
      field('startCursor', 'String', 'Cursor of the first row of the page.'),
      field('endCursor', 'String', 'Cursor of the last row of the page.'),
    ]);
  }

  private operators({ name, of, isList, operators: allowed }: OperatorType): void {
    const typeOf = (operator: string) => {
      if (operator === 'isNull') return 'Boolean';
      return isList || operator === 'in' || operator === 'notIn' ? `[${of}!]` : of;
    };
    const fields = allowed.map((operator) => ({
      name: operator,
      signature: typeOf(operator),
      description: isList && operator === 'contains' ? 'Has all of these.' : operators[operator],
      owner: '',
    }));
    this.type(
      'input',
      name,
      `Conditions on ${isList ? 'a list of' : 'a value of'} ${of}; all given ones must hold.`,
      this.ownerOf(of),
      fields,
    );
  }

  private type(
    keyword: string,
    name: string,
    description: string,
    owner: string | undefined,
    fields: readonly FieldText[],
    directive = '',
  ): void {
    if (owner !== undefined) this.owners.set(name, owner);
    this.text.push(`${quoted(description)}\n${keyword} ${name}${directive} ${this.body(name, fields)}`);
  }

  private extend(name: string, fields: readonly FieldText[], exists = true): void {
    this.text.push(`${exists ? 'extend ' : ''}type ${name} ${this.body(name, fields)}`);
  }

  private body(type: string, fields: readonly FieldText[]): string {
    for (const { name, owner } of fields) if (owner !== '') this.owners.set(`${type}.${name.split('(')[0]}`, owner);
    const lines = fields.map(
      ({ name, signature, description }) => `  ${quoted(description)}\n  ${name}${signature && `: ${signature}`}`,
    );
    return `{\n${lines.join('\n')}\n}`;
  }
}

const listField = (list: List): FieldText => ({
  name: `${list.name}${listArguments(list.of)}`,
  signature: `${list.of.name}Connection${list.nullable ? '' : '!'}`,
  description: list.description,
  owner: list.of.module,
});

function listArguments({ name }: Readable): string {
  const argument = (signature: string, description: string) => `${quoted(description)} ${signature}`;
  return `(${[
    argument(
      'first: Int',
      `This many rows from the beginning or behind after; ${limits.page} unless given, at most ${limits.largestPage}.`,
    ),
    argument('after: String', 'A cursor of this list in this order.'),
    argument('last: Int', `This many rows from the end or ahead of before; at most ${limits.largestPage}.`),
    argument('before: String', 'A cursor of this list in this order.'),
    argument(`filter: ${name}Filter`, 'Which rows.'),
    argument(
      `orderBy: [${name}Order!]`,
      `At most ${limits.orderTerms}, the first decides; rows that they leave equal are ordered by id.`,
    ),
  ].join(', ')})`;
}
