import { type Logger, pino } from 'pino';

/** Lines of JSON on standard output, without secrets. */
export const platformLog = (level: string): Logger =>
  pino({
    level,
    redact: ['req.headers.authorization', '*.password', '*.accessToken', '*.refreshToken', '*.oneTimePassword'],
    serializers: { err: errorLine },
  });

/** What a driver hangs on an error, such as its whole connection or the values of a row, stays out of the log. */
function errorLine(error: Error & { code?: string }): object {
  const { type, message, stack, code } = pino.stdSerializers.err(error) as unknown as Record<string, unknown>;
  return { type, message, stack, ...(code === undefined ? {} : { code }) };
}
