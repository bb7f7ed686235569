import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { Context, Core } from '../context.js';
import { TrialDatabase, TrialIsOver } from '../database/trialDatabase.js';
import { BadInput, type Problem } from '../errors.js';

/** An input that is wrong in itself, whatever the data are. */
export class Misshapen extends BadInput {
  constructor(
    problems: Problem[],
    /** Whether the mutation can be carried on with it, to learn what else it would refuse. */
    readonly canBeTried: boolean,
  ) {
    super(problems);
  }
}

const trials = new WeakMap<Context, Problem[]>();

/** In a trial: where to put what is wrong with an input instead of refusing it. */
export const trialOf = (context: Context): Problem[] | undefined => trials.get(context);

/**
 * A mutation whose input is wrong in itself is carried on in a transaction that is taken back, so that one answer also
 * names what only the data tell, such as an asset that does not exist or a day before the contract.
 */
export function answerAllProblems(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args, context: Context, info) => {
      try {
        return await resolve(source, args, context, info);
      } catch (error) {
        if (!(error instanceof Misshapen) || !error.canBeTried) throw error;
        const problems: Problem[] = [];
        const more = await refusedBy(() => resolve(source, args, tryingIn(context, problems), info));
        throw new BadInput([
          ...problems,
          ...more.filter(({ path }) => !problems.some((known) => isAbout(path, known.path))),
        ]);
      }
    };
  }
  return schema;
}

/** What a trial refuses the input for. Whatever else ends it, such as a missing right, is told when the input is right. */
async function refusedBy(trial: () => unknown): Promise<Problem[]> {
  try {
    await trial();
  } catch (error) {
    return error instanceof BadInput ? error.problems : [];
  }
  return [];
}

/** Of the same place, or of the whole: the database says without a place what it cannot store. */
const isAbout = (path: string, known: string): boolean =>
  path === '' || path === known || path.startsWith(`${known}.`) || known.startsWith(`${path}.`);

/** The same request with nothing in it that has an effect beyond its transaction. */
function tryingIn(context: Context, problems: Problem[]): Context {
  const trying: Context = Object.create(context, {
    database: { value: new TrialDatabase(context.database) },
    core: { value: harmless(context.core) },
    loaders: { value: new Map() },
    unasked: { value: new Set(context.unasked) },
  });
  trials.set(trying, problems);
  return trying;
}

/** Parts of the core that read, or that write in the transaction which they are given. */
const harmlessParts = [
  'log',
  'denials',
  'rulebook',
  'archives',
  'vault',
  'sealedNames',
  'approvals',
  'appraisal',
  'holidays',
  'interpretations',
  'duties',
  'screenings',
  'notices',
  'events',
  'calls',
] as const satisfies readonly (keyof Core)[];

const harmless = (core: Core): Core =>
  new Proxy(core, {
    get(parts, name) {
      if (name === 'switching') return { isEnabled: parts.switching.isEnabled.bind(parts.switching) };
      if (!(harmlessParts as readonly (string | symbol)[]).includes(name)) throw new TrialIsOver();
      return Reflect.get(parts, name, parts);
    },
  });
