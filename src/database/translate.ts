import { OptimisticLockError } from '@mikro-orm/core';
import { GraphQLError } from 'graphql';
import {
  badInput,
  conflict,
  forbidden,
  invalidState,
  serviceUnavailable,
  tooLong,
  type ZhiduError,
} from '../errors.js';

/** Connection failures of Node and classes 08, 53, 57P of PostgreSQL: nothing was wrong with the request. */
const away =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08...|53[34]..|57P0[1-5])$/;
const awayMessages =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|has encountered a connection error|Client was closed/;

/** How long a statement may take that no request waits for. */
export const unhurriedSeconds = 60;

/** What triggers refuse on whatever way it is tried. */
const guardedByTriggers: Record<string, () => ZhiduError> = {
  ZH001: () =>
    invalidState(
      'Somebody must remain ADMINISTRATOR without an end. Assign the role to another active person first, without validUntil.',
    ),
  ZH002: () =>
    invalidState(
      'Nobody is ADMINISTRATOR and AUDITOR at the same time. End the one role first, or let the other begin when it has ended.',
    ),
  ZH003: () => forbidden('Nobody raises their own rights. Ask another administrator.'),
};

interface DatabaseError extends Error {
  code?: string;
  constraint?: string;
}

/** PostgreSQL's error below whatever wrapped it. */
function root(error: unknown): DatabaseError {
  let current = error as DatabaseError & { cause?: unknown; previous?: unknown };
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = current?.cause ?? current?.previous;
    if (!(inner instanceof Error)) break;
    current = inner as typeof current;
  }
  return current;
}

/** What a database error means to a client. Never PostgreSQL's own text: it names policies, constraints and values. */
export function translate(error: unknown): unknown {
  if (error instanceof GraphQLError) return error;
  if (error instanceof OptimisticLockError)
    return conflict('Somebody else changed it meanwhile. Read it again, then repeat the change with its new version.');
  const cause = root(error);
  const code = cause?.code ?? (error as DatabaseError)?.code ?? '';
  if (guardedByTriggers[code]) return guardedByTriggers[code]();
  if (code === '42501')
    return forbidden('You may not write this, or it refers to something that is not visible to you.');
  if (code === '23505') return conflict('Something with the same key exists already.');
  if (code.startsWith('22') || code === '23514')
    return badInput([{ path: '', message: 'A value is out of its range or has a character that cannot be stored.' }]);
  if (code === '40001' || code === '40P01')
    return conflict('Somebody else changed the same things at the same moment. Try again.');
  // The only statements without a request whose time could be up are those of imports and of the platform itself.
  if (code === '57014') return tooLong(unhurriedSeconds, unhurriedSeconds);
  if (away.test(code) || awayMessages.test(cause?.message ?? '')) return serviceUnavailable();
  return error;
}
