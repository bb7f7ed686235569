import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { execute, GraphQLSchema, isAbstractType, isEnumType } from 'graphql';
import { deriveSchema } from './activeSchema.js';
import type { ModuleState } from './moduleDisabledPlugin.js';
import { outlineOf } from './schemaOutline.js';

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type SchemaListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

/** Runs one operation on the schema that its request was validated against, which need not be the newest one. */
export type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

const KEPT_SCHEMAS = 8;

/** What was derived of a full schema, by what is off in it; switches on the same full schema share it. */
const derived = new WeakMap<GraphQLSchema, Map<string, GraphQLSchema>>();
const offIn = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/**
 * Gives Apollo Server the active schema and swaps it at run time: `new ApolloServer({ gateway: schemaSwitch })`.
 * Requests in flight finish on the schema that they began with.
 */
export class SchemaSwitch implements GatewayInterface {
  #active: GraphQLSchema;
  #disabled: ReadonlySet<string> = new Set();
  readonly #kept: Map<string, GraphQLSchema>;
  readonly #listeners = new Set<SchemaListener>();

  constructor(
    readonly full: GraphQLSchema,
    private readonly execute: GatewayExecutor = executeOn,
  ) {
    this.#kept = derived.get(full) ?? new Map();
    derived.set(full, this.#kept);
    this.#active = this.#schemaWithout(this.#disabled);
  }

  get active(): GraphQLSchema {
    return this.#active;
  }

  isEnabled(module: string): boolean {
    return !this.#disabled.has(module);
  }

  /** What was on in a schema that this switch has made; for any other schema what is on now. */
  stateOf(schema: GraphQLSchema): ModuleState {
    const off = offIn.get(schema) ?? this.#disabled;
    return { full: this.full, enabled: (module) => !off.has(module) };
  }

  /**
   * Derives the schema aside, validates and warms it, then swaps it in at once. Does nothing if the set is the same.
   *
   * @throws Error if what is left is not a valid schema; then everything stays as it was.
   */
  apply(disabled: ReadonlySet<string>): void {
    const next = this.#schemaWithout(disabled);
    this.#disabled = new Set(disabled);
    if (next === this.#active) return;
    this.#active = next;
    for (const listener of this.#listeners) this.#tell(listener);
  }

  async load() {
    return { executor: this.execute };
  }

  /** The listener hears of the present schema at once, and of each later one. */
  onSchemaLoadOrUpdate(listener: SchemaListener): () => void {
    this.#listeners.add(listener);
    this.#tell(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Apollo has taken its listener away by now; another server on the same switch keeps its own. */
  async stop(): Promise<void> {}

  #tell(listener: SchemaListener): void {
    listener({ apiSchema: this.#active, coreSupergraphSdl: '' });
  }

  #schemaWithout(disabled: ReadonlySet<string>): GraphQLSchema {
    const off = outlineOf(this.full).owners.filter((module) => disabled.has(module));
    const key = JSON.stringify(off);
    let schema = this.#kept.get(key);
    if (!schema) {
      schema = deriveSchema(this.full, (module) => !disabled.has(module));
      warm(schema);
      offIn.set(schema, new Set(off));
    }
    this.#kept.delete(key);
    this.#kept.set(key, schema);
    if (this.#kept.size > KEPT_SCHEMAS) this.#kept.delete(this.#kept.keys().next().value!);
    return schema;
  }
}

/** The plain executor. Its result belongs to the request's own schema, never to the switch's newest one. */
export const executeOn: GatewayExecutor = async ({ schema, document, context, request }) =>
  execute({
    schema,
    document,
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
  });

/** Fills the look-up tables that graphql-js would otherwise build during the first requests. */
function warm(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type)) type.getValue('');
    else if (isAbstractType(type)) {
      const [member] = schema.getPossibleTypes(type);
      if (member) schema.isSubType(type, member);
    }
  }
}
