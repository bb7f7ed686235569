import { type ValidationError, validate } from 'class-validator';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { getMetadataStorage, type ValidatorFn } from 'type-graphql';
import type { Context } from '../context.js';
import { TrialIsOver } from '../database/trialDatabase.js';
import type { Problem } from '../errors.js';
import { saidBy } from './inputChecks.js';
import { Misshapen, trialOf } from './inputTrial.js';

/** Everything that is wrong with an argument, in one error. An input object's problems begin with the name of its argument. */
export const checkInput: ValidatorFn = async (value, type, { info, context }) => {
  if (typeof value !== 'object' || value === null) return;
  const field = (info.parentType as GraphQLObjectType).getFields()[info.fieldName]!;
  const typeName = getMetadataStorage().inputTypes.find(({ target }) => target === type)?.name;
  const argument = field.args.find((candidate) => getNamedType(candidate.type).name === typeName)?.name ?? '';
  const errors = await validate(value, { forbidUnknownValues: false, skipMissingProperties: true });
  const violations = errors.flatMap((error) => violationsOf(error, argument ? [argument] : []));
  if (violations.length === 0) return;
  const optional: Violation[] = [];
  const fatal: Violation[] = [];
  for (const violation of violations) {
    const at = typeAt(field, violation.path);
    if (!isHarmless(violation, at)) (at && !isNonNullType(at) ? optional : fatal).push(violation);
  }
  const canBeTried = fatal.length === 0;
  const problems = violations.flatMap(problemsOf);
  const trial = trialOf(context as Context);
  if (!trial) throw new Misshapen(problems, canBeTried);
  trial.push(...problems);
  if (!canBeTried) throw new TrialIsOver();
  for (const violation of optional) leaveOut(violation);
};

/** What is wrong with one property, by the names of the checks that say so. */
interface Violation {
  path: string[];
  said: Record<string, string>;
  of: ValidationError;
}

function violationsOf(of: ValidationError, above: string[]): Violation[] {
  const path = [...above, of.property];
  return [
    ...(of.constraints ? [{ path, said: of.constraints, of }] : []),
    ...(of.children ?? []).flatMap((child) => violationsOf(child, path)),
  ];
}

const problemsOf = ({ path, said }: Violation): Problem[] =>
  Object.values(said).map((text) => ({ path: path.join('.'), message: saidBy(text) }));

/** A text of the wrong length, an id or a code that is none, a choice that does not fit: nothing is counted or walked by it. */
function isHarmless({ said, of: { value } }: Violation, type: GraphQLInputType | undefined): boolean {
  if (typeof value === 'boolean' || isEnumType(getNullableType(type))) return true;
  return typeof value === 'string' && Object.keys(said).every((check) => harmlessChecks.has(check));
}

const harmlessChecks = new Set(['characters', 'code', 'isUuid']);

const leaveOut = ({ of: { target, property } }: Violation): void => {
  (target as Record<string, unknown>)[property] = null;
};

function typeAt(field: GraphQLField<unknown, unknown>, [first, ...path]: string[]): GraphQLInputType | undefined {
  let type: GraphQLInputType | undefined = field.args.find(({ name }) => name === first)?.type;
  for (const step of path) {
    const plain: unknown = type && getNullableType(type);
    if (isListType(plain)) type = plain.ofType as GraphQLInputType;
    else type = isInputObjectType(plain) ? plain.getFields()[step]?.type : undefined;
  }
  return type;
}
