import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import { machinesPlugin } from '../access/machines/machinesPlugin.js';
import { recordRefusals } from '../audit/calls.js';
import type { Context } from '../context.js';
import { type Limits, limitSettings } from '../limits/limits.js';
import { limitsPlugin } from '../limits/limitsPlugin.js';
import type { RequestLimits } from '../limits/requestLimits.js';
import { strangersPlugin } from '../limits/strangersPlugin.js';
import { publicCachePlugin } from '../publicSide/publicCache.js';
import { stringifyAnswer } from '../reading/textAnswer.js';
import { errorGate, formatError } from './errorGate.js';
import { moduleDisabledPlugin } from './moduleDisabledPlugin.js';
import { rootExists } from './rootExists.js';
import type { SchemaSwitch } from './schemaSwitch.js';

/** Apollo Server on the active schema, with the limits of operations and the one gate that errors leave through. */
export function apolloServer(
  schemas: SchemaSwitch,
  requests: RequestLimits,
  { limits, log, schemaForEverybody }: { limits: Limits; log: Logger; schemaForEverybody: boolean },
): ApolloServer<Context> {
  const { plugin: limitsOfOperations, rule: withinLimits } = limitsPlugin(limits);
  return new ApolloServer<Context>({
    gateway: schemas,
    formatError,
    stringifyResult: stringifyAnswer,
    introspection: true,
    parseOptions: { maxTokens: limits.mode === 'report' ? limitSettings.tokens.most : limits.tokens },
    validationRules: [withinLimits, rootExists],
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      limitsOfOperations,
      machinesPlugin,
      strangersPlugin(requests, schemaForEverybody),
      moduleDisabledPlugin((schema) => schemas.stateOf(schema)),
      errorGate,
      recordRefusals,
      publicCachePlugin,
    ],
  });
}
