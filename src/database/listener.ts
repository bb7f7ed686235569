import { Client, type PoolConfig } from 'pg';
import type { Logger } from 'pino';

const retryMs = 200;

/** Hears what other instances announce. Every handler also runs after each connection, because announcements may have been missed. */
export class Listener {
  private client: Client | undefined;
  private closing = false;
  private readonly handlers = new Map<string, () => void | Promise<void>>();

  constructor(
    private readonly config: PoolConfig,
    private readonly log: Logger,
    /** Told whether announcements are being heard. */
    private readonly onState: (listening: boolean) => void,
  ) {}

  on(channel: string, handler: () => void | Promise<void>): void {
    this.handlers.set(channel, handler);
  }

  async start(): Promise<void> {
    const client = new Client({ ...this.config, keepAlive: true, application_name: 'zhidu listener' });
    this.client = client;
    client.on('notification', ({ channel }) => this.handle(channel));
    client.on('error', (error) => this.log.warn({ err: error }, 'lost the connection that hears of changes'));
    client.on('end', () => this.reconnect());
    await client.connect();
    for (const channel of this.handlers.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.onState(true);
    await Promise.all([...this.handlers.keys()].map((channel) => this.handle(channel)));
  }

  async stop(): Promise<void> {
    this.closing = true;
    await this.client?.end();
  }

  private async handle(channel: string): Promise<void> {
    try {
      await this.handlers.get(channel)?.();
    } catch (error) {
      // What was announced could not be read: as good as deaf, so connect anew and read it then.
      this.log.warn({ err: error, channel }, 'could not follow an announcement');
      this.client?.end().catch((failure) => this.log.warn({ err: failure }, 'could not close a connection'));
    }
  }

  private reconnect(): void {
    this.onState(false);
    if (this.closing) return;
    setTimeout(() => {
      if (this.closing) return;
      this.start().catch((error) => {
        this.log.warn({ err: error }, 'still cannot hear of changes');
        // A client whose connect failed emits no end.
        this.reconnect();
      });
    }, retryMs).unref();
  }
}
