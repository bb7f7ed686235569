import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** Length of a SHA-256 in hexadecimal, the last bytes of a backup. */
export const sealLength = 64;

const words = 'Zhidu backup. SHA-256 of everything before it: ';

/** The comment of the zip file, at its very end; the zeros are overwritten by the sum. */
export const sealComment = words + '0'.repeat(sealLength);

/** Writes the sum of everything before the last bytes in place of them. */
export class Seal extends Transform {
  private held = Buffer.alloc(0);
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const all = Buffer.concat([this.held, chunk]);
    const free = Math.max(0, all.length - sealLength);
    this.held = all.subarray(free);
    const passed = all.subarray(0, free);
    this.hash.update(passed);
    done(null, passed);
  }

  override _flush(done: TransformCallback): void {
    done(null, Buffer.from(this.hash.digest('hex'), 'latin1'));
  }
}
