import type { FastifyInstance, FastifyRequest } from 'fastify';
import { signedIn } from '../access/rules.js';
import type { Context, SignedInContext } from '../context.js';
import { badInput, payloadTooLarge, unauthenticated } from '../errors.js';

/** `POST /files`: one multipart field `file`, answered with its id. */
export function fileRoutes(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  limitBytes: number,
): void {
  server.post('/files', async (request, reply) => {
    const context = await contextOf(request);
    if (!signedIn.viewer(context.viewer)) throw unauthenticated();
    const part = request.isMultipart() ? await request.file() : undefined;
    if (part?.fieldname !== 'file')
      throw badInput([
        {
          path: 'file',
          message: {
            en: 'Send the file as multipart/form-data in a field named file.',
            zh: '请以 multipart/form-data 在名为 file 的字段中发送文件。',
          },
        },
      ]);
    part.file.once('limit', () =>
      part.file.destroy(
        payloadTooLarge({
          en: `A file may have at most ${limitBytes / 1024 / 1024} MB. Split it into several.`,
          zh: `文件最大 ${limitBytes / 1024 / 1024} MB，请分成几个。`,
        }),
      ),
    );
    const id = await context.core.uploads.store(context as SignedInContext, part.filename, part.file);
    return reply.code(201).send({ id });
  });
}
