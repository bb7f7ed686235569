import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

const mostBytes = 5_000_000;
const keptBytes = 1_000_000;
const interval = 60_000;

/** The file that the server writes its messages to. It is shortened to its end when it gets long. */
export class EmbeddedLog {
  /** Opened for appending, so that the server goes on at the new end after the file was shortened. */
  readonly descriptor: number;
  private readonly begin: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    readonly path: string,
    onProgress: (message: string) => void,
  ) {
    const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
    this.descriptor = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    this.shorten();
    this.begin = this.size();
    this.timer = setInterval(() => {
      try {
        this.shorten();
      } catch (error) {
        onProgress(`${path} cannot be shortened: ${error}`);
      }
    }, interval).unref();
  }

  /** What was written since this start. */
  sinceStart(): string {
    return this.from(Math.min(this.begin, this.size()));
  }

  shorten(): void {
    const size = this.size();
    if (size <= mostBytes) return;
    const end = this.from(size - keptBytes);
    ftruncateSync(this.descriptor);
    writeSync(this.descriptor, end.slice(end.indexOf('\n') + 1));
  }

  close(): void {
    clearInterval(this.timer);
    closeSync(this.descriptor);
  }

  private size(): number {
    return fstatSync(this.descriptor).size;
  }

  private from(position: number): string {
    const bytes = Buffer.alloc(Math.min(this.size() - position, keptBytes));
    const length = readSync(this.descriptor, bytes, 0, bytes.length, position);
    return bytes.toString('utf8', 0, length);
  }
}
