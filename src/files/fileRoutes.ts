import { basename } from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedIn } from '../access/rules.js';
import type { Context, SignedInContext } from '../context.js';
import { badInput, payloadTooLarge, serviceUnavailable, unauthenticated, ZhiduError } from '../errors.js';
import type { Message } from '../languages/message.js';
import { beforeSending } from './allowance.js';
import type { Received, Uploads } from './uploads.js';

const howTo: Message = {
  en: 'Send one file as multipart/form-data in a field named file: curl -F file=@customers.csv …',
  zh: '请以 multipart/form-data 在名为 file 的字段中发送一个文件：curl -F file=@customers.csv …',
};

/** `POST /files`: one multipart field `file`, answered with its id. */
export function fileRoutes(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
  limitBytes: number,
): void {
  server.post('/files', async (request, reply) => {
    const context = await signedInOnly(await contextOf(request, reply), 'POST /files');
    try {
      await beforeSending(context);
      const { name, received } = await receive(request, context.core.uploads, limitBytes);
      return reply.code(201).send({ id: await context.core.uploads.keep(context, name, received) });
    } catch (error) {
      letGo(request, reply);
      throw named(error);
    }
  });
}

/**
 * Who may use the routes beside GraphQL: the same people, with the same answers. Files take the time that the line takes, so
 * that only single statements are bounded.
 */
export async function signedInOnly(context: Context, call: string): Promise<SignedInContext> {
  const { viewer, core } = context;
  if (signedIn.viewer(viewer)) return { ...context, deadline: undefined } as SignedInContext;
  const refusal = viewer.mustChangePassword
    ? core.denials.refusal({ en: 'Files are closed to you.', zh: '文件对您不开放。' }, signedIn, viewer)
    : unauthenticated();
  await core.audit.log.soon(context, { action: 'refused', call, after: { code: refusal.code } });
  throw refusal;
}

/** The one file of a request, on disk and not yet kept. Text fields beside it mean nothing here. */
async function receive(
  request: FastifyRequest,
  uploads: Uploads,
  limitBytes: number,
): Promise<{ name: string; received: Received }> {
  const problem = badInput([{ path: 'file', message: howTo }]);
  if (!request.isMultipart()) throw problem;
  let found: { name: string; received: Received } | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.fieldname === 'file' && !found)
        found = { name: nameOf(part), received: await uploads.receive(limited(part, limitBytes)) };
      else if (part.type === 'file' || part.fieldname === 'file') throw problem;
    }
    if (!found) throw problem;
    if (found.received.size === 0)
      throw badInput([
        { path: 'file', message: { en: 'The file is empty. Choose another one.', zh: '文件是空的，请另选一个。' } },
      ]);
    return found;
  } catch (error) {
    await uploads.drop(found?.received);
    throw error;
  }
}

/** Busboy only marks what is too large and passes it on, cut. */
function limited({ file }: MultipartFile, limitBytes: number): MultipartFile['file'] {
  const message = {
    en: `A file may have at most ${limitBytes / 1024 / 1024} MB. Split it into several.`,
    zh: `文件最大 ${limitBytes / 1024 / 1024} MB，请分成几个。`,
  };
  return file.once('limit', () => file.destroy(payloadTooLarge(message)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out
const controls = /[\u0000-\u001f\u007f]/g;

const nameOf = ({ filename }: MultipartFile): string =>
  basename((filename ?? '').replaceAll('\\', '/'))
    .replace(controls, '')
    .toWellFormed()
    .slice(0, 200) || 'file';

/** Nobody reads the rest of the body: it is let through to nowhere, and the connection ends with the answer. */
function letGo(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('connection', 'close');
  request.raw.unpipe();
  request.raw.resume();
}

/** What the parser of multipart says has codes and words of its own. */
function named(error: unknown): unknown {
  if (error instanceof ZhiduError) return error;
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return serviceUnavailable({
      en: 'The server has no room for the file. Tell the administrator.',
      zh: '服务器没有存放该文件的空间，请告知系统管理员。',
    });
  if (code === 'FST_FILES_LIMIT') return badInput([{ path: 'file', message: howTo }]);
  if (code.startsWith('FST_') || /multipart|boundary|terminated early|content type/i.test(message))
    return badInput([
      {
        path: 'file',
        message: {
          en: `The request broke off or is no multipart/form-data. ${howTo.en}`,
          zh: `请求中断，或不是 multipart/form-data。${howTo.zh}`,
        },
      },
    ]);
  return error;
}
