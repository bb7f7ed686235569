import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.js';
import { uuid } from '../database/writing.js';
import { notFound } from '../errors.js';
import { signedInOnly } from '../files/fileRoutes.js';

const call = 'GET /records/destructions/:id/certificate.pdf';

interface Visible extends Record<string, unknown> {
  id: string;
  label: string;
  compartments: string[];
}

/** `GET /records/destructions/<id>/certificate.pdf`: for whoever sees the destruction. */
export function certificateRoute(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
): void {
  server.get<{ Params: { id: string } }>('/records/destructions/:id/certificate.pdf', async (request, reply) => {
    const context = await signedInOnly(await contextOf(request, reply), call);
    const { id } = request.params;
    const [seen] = uuid.test(id)
      ? await context.database.read<Visible>(context, {
          sql: `select id, label, compartments from records.destruction where id = $1 and status = 'DONE'`,
          parameters: [id],
        })
      : [];
    const [row] = seen
      ? await context.database.call<{ pdf: Buffer | null }>('select records.certificate_of($1) as pdf', [seen.id])
      : [];
    if (!seen || !row?.pdf) throw notFound({ en: 'certificate', zh: '证明' });
    const { label, compartments } = seen;
    await context.core.audit.log.now(context, { action: 'export', call, type: 'Destruction', id, label, compartments });
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="certificate-${seen.id}.pdf"`)
      .send(row.pdf);
  });
}
