import { parseArgs } from 'node:util';
import { compose } from '../composition.js';
import { readConfig } from '../config.js';
import { coreModules } from '../coreModules.js';
import { initOrm } from '../database/orm.js';
import { StartError } from '../database/startError.js';
import { buildFullSchema } from '../graphql/fullSchema.js';
import { installedModules } from '../installedModules.js';
import { nearest } from '../nearest.js';
import type { Output } from '../output.js';
import { type ModuleWishes, moduleNames } from './moduleNames.js';
import { nameProblems, type Surroundings } from './nameProblems.js';
import { writeModule } from './writeModule.js';

const options = ['entity', 'title', 'title-zh', 'policy'] as const;

/** Writes a module that runs, with its tests, from what follows `module`. */
export async function moduleCommand(root: string, output: Output, words: readonly string[]): Promise<void> {
  const { wishes, problems } = readWishes(words);
  const names = moduleNames(wishes);
  if (wishes.name) problems.push(...nameProblems(wishes, names, await surroundings(root)));
  if (problems.length > 0) throw new StartError(`No module was written: ${problems.join('; ')}.`);
  const files = writeModule(root, names);
  const { module, entity, policy, schema } = names;
  output.say(
    [
      `The module ${module} is written and added to src/installedModules.ts:`,
      ...files.map((file) => `  ${file}`),
      `It has the entity ${entity} in the PostgreSQL schema ${schema}, and the policy ${policy} with one clause.`,
      'Next:',
      '  npm run schema    writes what the module adds to schema/',
      `  npm test -- modules/${module}    runs its tests`,
      '  "Write a module" in the README goes on from here.',
    ].join('\n'),
  );
}

/** What was asked for, and everything that is wrong with how it was asked. */
function readWishes(words: readonly string[]): { wishes: ModuleWishes; problems: string[] } {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
    allowPositionals: true,
    strict: false,
  });
  const [what, name = '', ...more] = positionals;
  if (what !== 'new') throw new StartError('Say what to do with a module: npm run module -- new NAME, such as loans');
  const problems: string[] = [];
  if (!name) problems.push('its name is missing, such as loans: npm run module -- new loans');
  if (more.length > 0) problems.push(`"${more.join(' ')}" is one word too many after the name`);
  for (const [option, value] of Object.entries(values))
    if (!(options as readonly string[]).includes(option)) {
      const meant = nearest(option, options);
      problems.push(`there is no option --${option}${meant ? `, perhaps --${meant}` : ''}`);
    } else if (typeof value !== 'string') problems.push(`what follows --${option} is missing`);
  const text = (option: (typeof options)[number]) => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const wishes = {
    name,
    entity: text('entity'),
    title: text('title'),
    titleZh: text('title-zh'),
    policy: text('policy'),
  };
  return { wishes, problems };
}

async function surroundings(root: string): Promise<Surroundings> {
  const modules = compose([...coreModules, ...(await installedModules(readConfig(process.env, root)))]);
  const orm = await initOrm(modules, { database: 'none' });
  try {
    return { root, modules, schema: await buildFullSchema(modules, orm.getMetadata()) };
  } finally {
    await orm.close();
  }
}
