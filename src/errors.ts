import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';

/** Every code that a client can see, with its HTTP status when the whole request fails. The README's table is compared with this one. */
export const errorCodes = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  INVALID_STATE: 409,
  MODULE_DISABLED: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_REQUEST: 400,
  PAYLOAD_TOO_LARGE: 413,
  QUERY_TOO_COSTLY: 400,
  RATE_LIMITED: 429,
  UNSUPPORTED_MEDIA_TYPE: 415,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** One thing that is wrong with an input: where, and what to do about it. */
export interface Problem {
  /** Path inside the input, for example `input.creditCode`. */
  path: string;
  message: string;
}

/** An error that a client may see as it is. Everything else is masked. */
export class ZhiduError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    extensions: GraphQLErrorExtensions = {},
  ) {
    super(message, { extensions: { code, ...extensions } });
    this.name = 'ZhiduError';
  }
}

export const unauthenticated = (
  message = 'Sign in first: call signIn and send its accessToken as "Authorization: Bearer …".',
) => new ZhiduError('UNAUTHENTICATED', message);

export const forbidden = (message: string, extensions: { clause?: string; remedy?: string } = {}) =>
  new ZhiduError('FORBIDDEN', message, extensions);

/** Also for what exists and is hidden: both answers are the same to the byte. */
export const notFound = (what: string) =>
  new ZhiduError('NOT_FOUND', `There is no such ${what}, or it is not visible to you.`);

/** All problems of an input at once. */
export const badInput = (problems: Problem[]) =>
  new ZhiduError(
    'BAD_USER_INPUT',
    problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' '),
    { problems },
  );

export const conflict = (message: string) => new ZhiduError('CONFLICT', message);

export const invalidState = (message: string) => new ZhiduError('INVALID_STATE', message);

export const moduleDisabled = (module: string, what: string) =>
  new ZhiduError(
    'MODULE_DISABLED',
    `${what} belongs to the module ${module}, which is switched off. An administrator can switch it on.`,
    { module },
  );

export const payloadTooLarge = (message: string) => new ZhiduError('PAYLOAD_TOO_LARGE', message);

export const unsupportedMediaType = (message: string) => new ZhiduError('UNSUPPORTED_MEDIA_TYPE', message);

/** What a limit measured, how much of it was asked for and how much is allowed, also in the extensions. */
export const tooCostly = (measure: string, value: number, limit: number, message: string) =>
  new ZhiduError('QUERY_TOO_COSTLY', message, {
    measure,
    [measure]: value,
    limit,
  });

export const tooLong = (taken: number, seconds: number) =>
  tooCostly(
    'seconds',
    taken,
    seconds,
    `The request took longer than ${seconds} seconds and was stopped. Ask for less: smaller pages, or a filter that leaves fewer rows.`,
  );

export const rateLimited = (message: string, retryAfter: number, limit: number) =>
  new ZhiduError('RATE_LIMITED', `${message} Try again in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}.`, {
    retryAfter,
    limit,
    http: { status: errorCodes.RATE_LIMITED, headers: new Map([['retry-after', String(retryAfter)]]) },
  });

export const serviceUnavailable = (message = 'The database cannot be reached. Try again in a moment.') =>
  new ZhiduError('SERVICE_UNAVAILABLE', message);
