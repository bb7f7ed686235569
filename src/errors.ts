import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Condition } from './access/conditions.js';
import type { Message } from './languages/message.js';

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
  message: Message;
}

/** A condition that is missing for a permission, with its name for people. */
export interface Missing extends Condition {
  message: Message;
}

/** Why something is forbidden, and what can be done about it. */
export interface Denial {
  /** The clause that lays it down, for example P01.A05; null where none does. */
  clause: string | null;
  /** All of these are needed; empty where nothing can be said without telling what is hidden. */
  missing: Missing[];
  /** What to do, and whom to ask. */
  remedy: Message;
}

/** An error that a client may see as it is. Everything else is masked. Messages among the extensions leave in the language of the request. */
export class ZhiduError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly text: Message,
    extensions: GraphQLErrorExtensions = {},
  ) {
    super(text.en, { extensions: { code, ...extensions } });
    this.name = 'ZhiduError';
  }
}

export const unauthenticated = (
  message: Message = {
    en: 'Sign in first: call signIn and send its accessToken as "Authorization: Bearer …".',
    zh: '请先登录：调用 signIn，并以 "Authorization: Bearer …" 发送其 accessToken。',
  },
) => new ZhiduError('UNAUTHENTICATED', message);

const noDenial: Denial = {
  clause: null,
  missing: [],
  remedy: { en: 'Ask an administrator.', zh: '请与系统管理员联系。' },
};

export const forbidden = (message: Message, denial: Denial = noDenial) =>
  new ZhiduError('FORBIDDEN', message, { ...denial });

/** Also for what exists and is hidden: both answers are the same to the byte. @param what a type's name, or words for it */
export const notFound = (what: string | Message) => {
  const { en, zh } = typeof what === 'string' ? { en: what, zh: ` ${what} ` } : what;
  return new ZhiduError('NOT_FOUND', {
    en: `There is no such ${en}, or it is not visible to you.`,
    zh: `没有这样的${zh}，或者它对您不可见。`.replace(' ，', '，'),
  });
};

/** For whoever was given a link: an unknown, a used and an expired one are answered alike. */
export const linkIsVoid = () =>
  new ZhiduError('NOT_FOUND', {
    en: 'This link is unknown, was used already or has expired. Ask whoever gave it to you for another.',
    zh: '该链接不存在、已使用或已过期，请向提供者索取新的链接。',
  });

/** All problems of an input at once. */
export class BadInput extends ZhiduError {
  constructor(readonly problems: Problem[]) {
    const words = (locale: keyof Message) =>
      problems.map(({ path, message }) => (path ? `${path}: ${message[locale]}` : message[locale])).join(' ');
    super('BAD_USER_INPUT', { en: words('en'), zh: words('zh') }, { problems });
  }
}

export const badInput = (problems: Problem[]) => new BadInput(problems);

export const conflict = (message: Message) => new ZhiduError('CONFLICT', message);

export const invalidState = (message: Message) => new ZhiduError('INVALID_STATE', message);

export const moduleDisabled = (module: string, what: string) =>
  new ZhiduError(
    'MODULE_DISABLED',
    {
      en: `${what} belongs to the module ${module}, which is switched off. An administrator can switch it on.`,
      zh: `${what} 属于模块 ${module}，该模块已停用，可由系统管理员启用。`,
    },
    { module },
  );

export const payloadTooLarge = (message: Message) => new ZhiduError('PAYLOAD_TOO_LARGE', message);

export const unsupportedMediaType = (message: Message) => new ZhiduError('UNSUPPORTED_MEDIA_TYPE', message);

/** What a limit measured, how much of it was asked for and how much is allowed, also in the extensions. */
export const tooCostly = (measure: string, value: number, limit: number, message: Message) =>
  new ZhiduError('QUERY_TOO_COSTLY', message, {
    measure,
    [measure]: value,
    limit,
  });

export const tooLong = (taken: number, seconds: number) =>
  tooCostly('seconds', taken, seconds, {
    en: `The request took longer than ${seconds} seconds and was stopped. Ask for less: smaller pages, or a filter that leaves fewer rows.`,
    zh: `请求超过 ${seconds} 秒，已中止。请缩小范围：减小每页行数，或加筛选条件。`,
  });

export const rateLimited = ({ en, zh }: Message, retryAfter: number, limit: number) =>
  new ZhiduError(
    'RATE_LIMITED',
    {
      en: `${en} Try again in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}.`,
      zh: `${zh}请在 ${retryAfter} 秒后重试。`,
    },
    {
      retryAfter,
      limit,
      http: { status: errorCodes.RATE_LIMITED, headers: new Map([['retry-after', String(retryAfter)]]) },
    },
  );

export const serviceUnavailable = (
  message: Message = {
    en: 'The database cannot be reached. Try again in a moment.',
    zh: '无法连接数据库，请稍后再试。',
  },
) => new ZhiduError('SERVICE_UNAVAILABLE', message);

export const internalError = (requestId?: string) =>
  new ZhiduError(
    'INTERNAL_SERVER_ERROR',
    {
      en: 'Something failed inside the server. Give the administrator the requestId.',
      zh: '服务器内部出错，请将 requestId 告知系统管理员。',
    },
    requestId ? { requestId } : {},
  );
