import { customers } from '../modules/customers/customers.module.js';
import { itOperations } from '../modules/it-operations/it-operations.module.js';
import { mchStatistics } from '../modules/mch-statistics/mch-statistics.module.js';
import { publishing } from '../modules/publishing/publishing.module.js';
import { quality } from '../modules/quality/quality.module.js';
import type { Config } from './config.js';
import { StartError } from './database/startError.js';
import type { Module } from './module.js';

/** The modules that come with the platform; `npm run module -- new NAME` adds to them. */
const included: readonly Module[] = [customers, quality, itOperations, publishing, mchStatistics];

/** The modules that come with the platform, and those that MODULES names by package. */
export async function installedModules({ modulePackages }: Pick<Config, 'modulePackages'>): Promise<Module[]> {
  return [...included, ...(await Promise.all(modulePackages.map(load)))];
}

async function load(name: string): Promise<Module> {
  const { default: module } = await import(name).catch((error: Error) => {
    throw new StartError(`The module package ${name} of MODULES cannot be loaded: ${error.message}`);
  });
  if (typeof module?.name !== 'string' || !module.permissions)
    throw new StartError(`The package ${name} of MODULES has no module as its default export (see defineModule).`);
  return module;
}
