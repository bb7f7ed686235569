import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { createHttpServer } from '../../src/graphql/httpServer.js';
import { open } from '../../src/open.js';
import { whoSignsIn } from '../../src/organisation.js';
import { signIn } from '../http.js';

/**
 * Measures how many readings a second a machine gets accepted over HTTP, in batches of 1000 from 100 sensors, with fsync on:
 * once in order as fast as they go, once at the pace of 1000 a second. After a build: node dist/test/bench/readings.js [batches]
 */
const batches = Number(process.argv[2] ?? 60);
const size = 1000;
const say = (text: string) => process.stdout.write(`${text}\n`);
const directory = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
const config = readConfig({ DATA_DIR: directory }, directory);
const opened = await open(config, () => {});

async function send(base: string, token: string, query: string, variables: object) {
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: Record<string, never>; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Record<string, { id: string; token: string; accepted: number; faultsRaised: number }>;
}

const record =
  'mutation($readings: [ReadingInput!]!) { recordReadings(readings: $readings) { accepted faultsRaised } }';

try {
  await whoSignsIn(config, opened, { say, progress: () => {}, complain: say });
  const server = createHttpServer(opened.platform, { uploadLimitBytes: 1000, pageDirectory: directory });
  const base = await server.listen({ port: 0, host: '127.0.0.1' });
  const [head, administrator] = [
    await signIn(base, 'it-head', 'demo-only'),
    await signIn(base, 'administrator', 'demo-only'),
  ];
  const { createMachineToken } = await send(
    base,
    administrator,
    'mutation($until: DateTimeISO!) { createMachineToken(input: { name: "bench", call: "recordReadings", expiresAt: $until }) { token } }',
    { until: new Date(Date.now() + 86_400_000) },
  );
  const me = await send(base, head, '{ viewer { id } }', {});
  const { registerMachineRoom: room } = await send(
    base,
    head,
    'mutation($me: ID!) { registerMachineRoom(input: { name: "bench", responsibleId: $me }) { id } }',
    { me: me.viewer!.id },
  );
  for (let i = 0; i < 100; i += 1)
    await send(
      base,
      head,
      `mutation($room: ID!) { addSensor(roomId: $room, name: "bench-${i}", quantity: TEMPERATURE) { id } }`,
      { room: room!.id },
    );
  const start = Date.now() - batches * 3 * 10_000;
  // One sensor of a hundred is beyond its limits half of the time.
  const batch = (number: number) =>
    Array.from({ length: size }, (_, i) => ({
      sensor: `bench-${i % 100}`,
      at: new Date(start + number * 10_000 + Math.floor(i / 100) * 1000),
      value: i % 100 === 0 && number % 20 < 10 ? 30 : 22 + (i % 7) / 10,
    }));
  const token = createMachineToken!.token;
  let [taken, raised] = [0, 0];
  const one = async (number: number) => {
    const { recordReadings } = await send(base, token, record, { readings: batch(number) });
    taken += recordReadings!.accepted;
    raised += recordReadings!.faultsRaised;
  };
  for (let i = 0; i < 5; i += 1) await one(i);
  taken = 0;
  let began = performance.now();
  for (let i = 5; i < batches + 5; i += 1) await one(i);
  const seconds = (performance.now() - began) / 1000;
  say(
    `as fast as they go: ${taken} readings in ${seconds.toFixed(1)} s, ${Math.round(taken / seconds)} a second, ${raised} faults`,
  );
  taken = 0;
  const waits: number[] = [];
  began = performance.now();
  const cpu = process.cpuUsage();
  for (let i = 0; i < 20; i += 1) {
    const at = performance.now();
    await one(batches + 5 + i);
    waits.push(performance.now() - at);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (i + 1) * 1000 - performance.now())));
  }
  const { user, system } = process.cpuUsage(cpu);
  const share = (user + system) / 10_000 / ((performance.now() - began) / 1000);
  waits.sort((a, b) => a - b);
  say(
    `at 1000 a second: ${taken} readings in ${((performance.now() - began) / 1000).toFixed(1)} s, a batch takes ${waits[10]!.toFixed(0)} ms (most ${waits[19]!.toFixed(0)} ms), ${share.toFixed(0)} % of a processor in this process, which sends them too`,
  );
  await server.close();
} finally {
  await opened.close();
  rmSync(directory, { recursive: true, force: true });
}
