import { Client, type PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { patienceMs, patient } from './patience.js';

const retryMs = 200;
const heartbeatMs = 2000;

/** Hears what other instances announce. Every handler also runs after each connection, because announcements may have been missed. */
export class Listener {
  private client: Client | undefined;
  private closing = false;
  private heard = false;
  /** Told of in the log, which is not repeated while it lasts. */
  private isLost = false;
  private readonly handlers = new Map<string, () => void | Promise<void>>();

  constructor(
    private readonly config: PoolConfig,
    private readonly log: Logger,
    /** Told whether announcements are being heard. */
    private readonly onState: (listening: boolean) => void,
    /** Told that no new connection could be had either. */
    private readonly onAway: () => void,
  ) {}

  get isListening(): boolean {
    return this.heard;
  }

  on(channel: string, handler: () => void | Promise<void>): void {
    this.handlers.set(channel, handler);
  }

  async start(): Promise<void> {
    const client = new Client({ ...patient(this.config), application_name: 'zhidu listener' });
    this.client = client;
    client.on('notification', ({ channel }) => this.handle(channel));
    client.on('error', (error) => this.lost(error));
    const heartbeat = setInterval(() => this.check(client), heartbeatMs).unref();
    client.on('end', () => {
      clearInterval(heartbeat);
      this.reconnect();
    });
    try {
      await client.connect();
      for (const channel of this.handlers.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      clearInterval(heartbeat);
      client.removeAllListeners('end');
      client.end().catch(() => undefined);
      throw error;
    }
    this.state(true);
    if (this.isLost) this.log.warn('the database answers again');
    this.isLost = false;
    await Promise.all([...this.handlers.keys()].map((channel) => this.handle(channel)));
  }

  async stop(): Promise<void> {
    this.closing = true;
    // A client that never connected would not tell that it has ended.
    if (this.heard) await this.client?.end();
    else this.client?.connection.stream.destroy();
  }

  private async handle(channel: string): Promise<void> {
    try {
      await this.handlers.get(channel)?.();
    } catch (error) {
      // What was announced could not be read: as good as deaf, so connect anew and read it then.
      this.lost(error);
      this.hangUp();
    }
  }

  /** A connection that a network swallows tells nothing by itself, and rights withdrawn elsewhere would not be heard of. */
  private check(client: Client): void {
    const query = { text: 'select 1', query_timeout: patienceMs };
    client.query(query).catch((error) => {
      this.lost(error);
      client.connection.stream.destroy();
    });
  }

  private hangUp(): void {
    this.client?.end().catch((error) => this.lost(error));
  }

  private lost(error: unknown): void {
    if (this.closing || this.isLost) return;
    this.isLost = true;
    this.log.warn({ err: error }, 'lost the connection that hears of changes; it is tried again until it is there');
  }

  private state(listening: boolean): void {
    this.heard = listening;
    this.onState(listening);
  }

  private reconnect(): void {
    this.state(false);
    if (this.closing) return;
    setTimeout(() => {
      if (this.closing) return;
      this.start().catch((error) => {
        this.lost(error);
        this.onAway();
        // A client whose connect failed emits no end that is heard.
        this.reconnect();
      });
    }, retryMs).unref();
  }
}
