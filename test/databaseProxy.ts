import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { onTestFinished } from 'vitest';

/** Stands on a port of the loopback before the tests' PostgreSQL, which is then away as often as a test wants it to be. */
export class DatabaseProxy {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.forward(socket));
  private isSilent = false;
  private port = 0;

  private constructor(private readonly database: PoolConfig) {}

  static async open(database: PoolConfig): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(database);
    await proxy.restore();
    onTestFinished(() => proxy.cut());
    return proxy;
  }

  get config(): PoolConfig {
    return { ...this.database, host: '127.0.0.1', port: this.port };
  }

  get url(): string {
    const { user, password, database } = this.database;
    return `postgresql://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  /** Connections end and no new one is taken. */
  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  /** Connections stay and say nothing any more; new ones are taken and say nothing either. */
  silence(): void {
    this.isSilent = true;
    for (const socket of this.sockets) socket.pause();
  }

  async restore(): Promise<void> {
    this.isSilent = false;
    for (const socket of this.sockets) socket.resume();
    if (this.server.listening) return;
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private forward(client: Socket): void {
    const server = connect(join(this.database.host!, `.s.PGSQL.${this.database.port}`));
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.isSilent) from.pause();
    }
  }
}
