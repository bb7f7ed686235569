import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.js';
import { errorCodes, ZhiduError } from '../errors.js';
import type { RequestLimits } from './requestLimits.js';
import { rootCalls } from './rootCalls.js';

/** Calls that try a password; those of modules that try a link of somebody who need not sign in have the extension triesLink. */
const trials = new Set(['signIn', 'changePassword']);
const introspection = new Set(['__schema', '__type']);

/**
 * What somebody may not do who has not signed in: try passwords in numbers and, where the schema is not for everybody, read
 * it or have it guessed.
 */
export function strangersPlugin(requests: RequestLimits, schemaForEverybody: boolean): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue: { address, requestId, viewer }, document, operation, schema }) {
          if (!operation) return;
          const calls = rootCalls(document, operation);
          if (!schemaForEverybody && !viewer.personId && calls.some((name) => introspection.has(name)))
            throw schemaClosed();
          const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
          const tries = (name: string) => trials.has(name) || fields[name]?.extensions.triesLink === true;
          const count = calls.filter(tries).length;
          if (address) requests.admitPasswords({ requestId, address, personId: viewer.personId }, count);
        },
        async willSendResponse({ contextValue: { viewer }, response: { body } }) {
          if (schemaForEverybody || viewer.personId || body.kind !== 'single') return;
          for (const error of body.singleResult.errors ?? [])
            Object.assign(error, { message: error.message.replace(/ Did you mean .*$/s, '') });
        },
      };
    },
  };
}

/** Before an operation is carried out Apollo takes an error without a status for one of its own. */
const schemaClosed = () =>
  new ZhiduError(
    'UNAUTHENTICATED',
    {
      en: 'Sign in first: here the schema is shown only to people who are signed in.',
      zh: '请先登录：此处只向已登录的人员显示模式。',
    },
    { http: { status: errorCodes.UNAUTHENTICATED } },
  );
