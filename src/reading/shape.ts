import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { Late } from './late.js';

/** Variables without their texts: requests of one shape can share a plan. */
export interface Shape {
  /** Which variables are there, how they are built, and their numbers, enums and booleans. */
  key: string;
  /** Texts and moments, and lists of them, in the order in which they stand in the variables. */
  values: readonly unknown[];
  /** The variables with each of these left open. */
  variables: Record<string, unknown>;
}

/** The shape of variables that are coerced already. */
export function shapeOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  coerced: Readonly<Record<string, unknown>>,
): Shape {
  const writer = new ShapeWriter();
  const variables: Record<string, unknown> = {};
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (!(name in coerced)) continue;
    writer.key += `$${name}`;
    variables[name] = writer.open(typeFromAST(schema, type as never) as GraphQLInputType, coerced[name]);
  }
  return { key: writer.key, values: writer.values, variables };
}

class ShapeWriter {
  key = '';
  readonly values: unknown[] = [];

  open(type: GraphQLInputType, content: unknown): unknown {
    if (isNonNullType(type)) return this.open(type.ofType, content);
    if (content === null || content === undefined) {
      this.key += 'n';
      return content;
    }
    if (isListType(type)) {
      const of = isNonNullType(type.ofType) ? type.ofType.ofType : undefined;
      if (isScalarType(of) && (content as unknown[]).every((one) => isOpen(of, one))) return this.later(content, 'l');
      this.key += '[';
      const opened = (content as unknown[]).map((one) => this.open(type.ofType, one));
      this.key += ']';
      return opened;
    }
    if (isInputObjectType(type)) {
      this.key += '{';
      const fields = type.getFields();
      const opened = Object.entries(content).map(([name, one]) => {
        this.key += `${name}:`;
        return [name, this.open(fields[name]!.type, one)] as const;
      });
      this.key += '}';
      return Object.fromEntries(opened);
    }
    if (isOpen(type, content)) return this.later(content, 's');
    this.key += JSON.stringify(content);
    return content;
  }

  private later(content: unknown, mark: string): Late {
    this.key += mark;
    this.values.push(content);
    return Late.at(this.values, this.values.length - 1);
  }
}

/** Texts and moments; a statement depends on what they are only where it asks. */
const isOpen = (type: unknown, content: unknown): boolean =>
  isScalarType(type) && (type.name === 'String' || type.name === 'ID' || content instanceof Date);
