import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { IRules } from 'graphql-shield';
import { onlyItsCall } from '../access/machines/machinesPlugin.js';
import type { Rule } from '../access/rules.js';
import { type Context } from '../context.js';
import { StartError } from '../database/startError.js';
import { badInput, type Problem, unauthenticated } from '../errors.js';
import type { Module } from '../module.js';
import { deny, rule, shield } from './shield.js';

const roots = ['Query', 'Mutation'] as const;

/** Every call rule by root field, for example `Query.customers`. */
export const callRules = (modules: readonly Module[]): Map<string, Rule> =>
  new Map(
    modules.flatMap(({ permissions: { calls } }) =>
      roots.flatMap((root) =>
        Object.entries(calls[root] ?? {}).map(([field, rule]) => [`${root}.${field}`, rule] as const),
      ),
    ),
  );

/**
 * Puts graphql-shield around the root fields and around nothing else: shield wraps every field because of its fallback,
 * which costs lists 6 to 40 times their speed. Below the root, rows and fields are decided by the database and the read compiler.
 */
export function guardCalls(schema: GraphQLSchema, modules: readonly Module[]): GraphQLSchema {
  refuseGaps(schema, modules);
  const rules: Record<string, IRules> = {};
  for (const [call, callRule] of callRules(modules)) {
    const [root, field] = call.split('.') as [string, string];
    rules[root] = { ...(rules[root] as object), [field]: shieldRule(call, callRule) } as IRules;
  }
  const generated = shield(rules as IRules, { fallbackRule: deny, allowExternalErrors: true });
  // The generator is public in graphql-middleware, shield only types it loosely. What that library does with it, copying
  // the schema, costs as much as building it.
  const guards = generated.generate(schema) as unknown as Record<string, Record<string, Guard> | undefined>;
  const types = { Query: schema.getQueryType(), Mutation: schema.getMutationType() };
  for (const root of roots)
    for (const [name, guard] of Object.entries(guards[root] ?? {})) {
      const field = types[root]!.getFields()[name]!;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (...given) => guard((...passed) => resolve(...passed), ...given);
    }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Guard = (resolve: Resolve, ...given: Parameters<Resolve>) => ReturnType<Resolve>;

function shieldRule(call: string, callRule: Rule) {
  return rule(`call ${call}`, { cache: 'no_cache' })((_parent, args, context: Context) => {
    // Mutations of a document run one after the other: what the one before left open failed ahead of its row.
    context.unasked.clear();
    const { machine } = context.viewer;
    // Whatever a rule says, for example that anyone may.
    if (machine && call !== `Mutation.${machine.call}`) return onlyItsCall(machine.call);
    const verdict = callRule.viewer(context.viewer);
    if (verdict === false) return refusal(call, callRule, context);
    const problems = unstorable(args, '');
    if (problems.length > 0) return badInput(problems);
    // Only the row can tell: the mutation has to ask inside its transaction, or it does not commit.
    if (verdict === undefined) context.unasked.add(call);
    return true;
  });
}

/** Texts that PostgreSQL cannot hold. They would break the statement, not just the value. */
function unstorable(given: unknown, path: string): Problem[] {
  if (typeof given === 'string')
    return given.includes('\0') || !given.isWellFormed()
      ? [
          {
            path,
            message: {
              en: 'has a character that cannot be stored. Write the text again without it.',
              zh: '含有无法保存的字符，请去掉后重新填写。',
            },
          },
        ]
      : [];
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([key, value]) => unstorable(value, path ? `${path}.${key}` : key));
}

function refusal(call: string, callRule: Rule, { viewer, core }: Context): GraphQLError {
  if (viewer.machine) return onlyItsCall(viewer.machine.call);
  if (viewer.personId === undefined) return unauthenticated();
  const name = call.slice(call.indexOf('.') + 1);
  return core.denials.refusal({ en: `You may not call ${name}.`, zh: `您无权调用 ${name}。` }, callRule, viewer);
}

/** Denied unless listed is not enough: what is not listed was forgotten, and what is listed and does not exist was mistyped. */
function refuseGaps(schema: GraphQLSchema, modules: readonly Module[]): void {
  const rules = callRules(modules);
  const problems: string[] = [];
  for (const root of roots) {
    const fields = schema.getType(root);
    const names = fields && 'getFields' in fields ? Object.keys(fields.getFields()) : [];
    for (const name of names)
      if (!rules.has(`${root}.${name}`)) problems.push(`the root field ${root}.${name} has no rule`);
    for (const call of rules.keys())
      if (call.startsWith(`${root}.`) && !names.includes(call.slice(root.length + 1)))
        problems.push(`there is a rule for ${call}, but no such root field`);
  }
  for (const [call, rule] of rules)
    if (call.startsWith('Query.') && needsRow(rule))
      problems.push(`the rule ${rule.name} of ${call} needs a row, which only a mutation can ask`);
  if (problems.length > 0) throw new StartError(`The permissions are incomplete: ${problems.join('; ')}.`);
}

/** Whether the rule's predicate speaks of a row; a query has none that it could ask, so the rule would let everybody pass. */
function needsRow(rule: Rule): boolean {
  let asked = false;
  const column = () => {
    asked = true;
    return '';
  };
  rule.sql({ column, target: column, grantKeys: () => [{ type: '', id: column() }] });
  return asked;
}
