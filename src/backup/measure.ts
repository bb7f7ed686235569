import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { Measured } from './manifest.js';

const newline = 0x0a;

/** Lets content through and knows afterwards what it was. */
export class Measure extends Transform {
  bytes = 0;
  /** In the text format of COPY a line is a row: line feeds inside of values are written otherwise. */
  lines = 0;
  private readonly hash = createHash('sha256');

  /** @param mostBytes what is longer fails, whatever a compressed part unfolds to */
  constructor(private readonly mostBytes = Number.POSITIVE_INFINITY) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.mostBytes) {
      done(new TooLong());
      return;
    }
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) this.lines += 1;
    this.hash.update(chunk);
    done(null, chunk);
  }

  result(): Measured {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

export class TooLong extends Error {
  override readonly name = 'TooLong';
}
