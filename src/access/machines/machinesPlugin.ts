import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { Context } from '../../context.js';
import { errorCodes, forbidden, type ZhiduError } from '../../errors.js';
import { rootCalls } from '../../limits/rootCalls.js';

/**
 * A machine makes its one call and nothing else: no query, not even a public one, no look at the schema, and no hint at names
 * that it did not get right.
 */
export const machinesPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue: { viewer }, document, operation }) {
        const { machine } = viewer;
        if (!machine || !operation) return;
        const others = rootCalls(document, operation).filter((name) => name !== machine.call && name !== '__typename');
        if (operation.operation !== OperationTypeNode.MUTATION || others.length > 0) throw onlyItsCall(machine.call);
      },
      async willSendResponse({ contextValue: { viewer }, response: { body } }) {
        if (!viewer.machine || body.kind !== 'single') return;
        for (const error of body.singleResult.errors ?? [])
          Object.assign(error, { message: error.message.replace(/ Did you mean .*$/s, '') });
      },
    };
  },
};

/** Before an operation is carried out Apollo takes an error without a status for one of its own. */
export function onlyItsCall(call: string): ZhiduError {
  const error = forbidden(
    { en: `This token is for ${call} alone.`, zh: `该令牌仅可用于 ${call}。` },
    {
      clause: null,
      missing: [],
      remedy: {
        en: 'Sign in as a person for anything else, or ask an administrator for a token of its own.',
        zh: '其他操作请以人员身份登录，或请系统管理员另行签发令牌。',
      },
    },
  );
  error.extensions.http = { status: errorCodes.FORBIDDEN };
  return error;
}
