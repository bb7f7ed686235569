import { createServer } from 'node:http';
import { Pool, type PoolConfig } from 'pg';
import { sessionVariables, type Viewer } from '../../../src/access/viewer.js';
import { operations } from './operations.js';

/**
 * L: what somebody would write by hand for just these operations: node:http, pg, one prepared statement for each that
 * returns the JSON text, the reader's context set in the transaction. Same tables, same row-level security.
 */
const { request, viewers } = JSON.parse(process.argv[2]!) as {
  request: PoolConfig;
  viewers: Record<string, Viewer & { roles: string[] }>;
};
const pool = new Pool({ ...request, max: 16 });
const contexts = new Map(
  Object.entries(viewers).map(([token, viewer]) => [
    token,
    Object.entries(sessionVariables({ ...viewer, roles: new Set(viewer.roles) }, 'bench', new Date())).flat(),
  ]),
);
const [anyContext = []] = contexts.values();
const context = {
  name: 'context',
  text: `select ${Array.from({ length: anyContext.length / 2 }, (_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`,
};

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', async () => {
    const { operation, n } = JSON.parse(Buffer.concat(chunks).toString()) as { operation: number; n: number };
    const { name, sql, values } = operations[operation]!;
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query({ ...context, values: contexts.get(incoming.headers.authorization ?? '')! });
      const { rows } = await client.query<{ data: string }>({ name, text: sql, values: values(n) });
      await client.query('commit');
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":${rows[0]!.data}}`);
    } finally {
      client.release();
    }
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://127.0.0.1:${(server.address() as { port: number }).port}\n`),
);
