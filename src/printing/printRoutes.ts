import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Label } from '../access/labels.js';
import type { Context } from '../context.js';
import { uuid } from '../database/writing.js';
import { moduleDisabled, notFound } from '../errors.js';
import { signedInOnly } from '../files/fileRoutes.js';
import { csvText } from '../importing/csvText.js';
import { titlesIn } from '../languages/enumTitles.js';
import type { Message } from '../languages/message.js';
import type { Module } from '../module.js';
import type { PrintDefinition, PrintedTable } from './printedTable.js';
import { tablePdf } from './tablePdf.js';
import { sheetRows, tableXlsx } from './tableXlsx.js';

interface Format {
  type: string;
  write(table: PrintedTable, head: { label: string }): Promise<Buffer | string>;
}

const formats: Record<string, Format> = {
  pdf: { type: 'application/pdf', write: tablePdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: tableXlsx },
  csv: {
    type: 'text/csv; charset=utf-8',
    write: async (table, { label }) =>
      csvText(sheetRows(table, label).map((row) => row.map((cell) => String(cell ?? '')))),
  },
};

const call = 'GET /prints/:name/:id';

/** `GET /prints/<name>/<id>.pdf`, `.xlsx`, `.csv`: a record in the one layout of the house, for whoever sees the record. */
export function printRoutes(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
  modules: readonly Module[],
  isEnabled: (module: string) => boolean,
): void {
  const known = new Map<string, { definition: PrintDefinition; module: string }>(
    modules.flatMap(({ name: module, prints = [] }) =>
      prints.map((definition) => [definition.name, { definition, module }] as const),
    ),
  );
  server.get<{ Params: { name: string; file: string } }>('/prints/:name/:file', async (request, reply) => {
    const context = await signedInOnly(await contextOf(request, reply), call);
    const [, id = '', suffix = ''] = /^(.*)\.([a-z]+)$/.exec(request.params.file) ?? [];
    const found = known.get(request.params.name);
    const format = formats[suffix];
    if (!found || !format || !(found.definition.key ?? uuid).test(id)) throw notFound(unknownPrint);
    if (!isEnabled(found.module)) throw moduleDisabled(found.module, found.definition.title.en);
    const print = await found.definition.print(context, id);
    if (!print) throw notFound(found.definition.title);
    const { label, compartments, table } = print;
    const entry = { action: 'export', call: `${call}.${suffix}`, type: found.definition.entity.name, id: print.id };
    await context.core.audit.log.now(context, { ...entry, label, compartments });
    const titles = titlesIn(Label) as Record<string, Message>;
    return reply
      .type(format.type)
      .header('content-disposition', `attachment; filename="${found.definition.name}-${print.id}.${suffix}"`)
      .send(await format.write(table, { label: titles[label]?.[context.locale] ?? label }));
  });
}

const unknownPrint: Message = { en: 'print', zh: '打印件' };
