import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
  /** What the directory says instead of the truth. */
  claims?: Partial<Sizes & { flags: number }>;
}

interface Sizes {
  checksum: number;
  compressedSize: number;
  uncompressedSize: number;
}

type Entry = Sizes & { name: Buffer; offset: number; flags: number };

const deflated = 8;
/** Sizes come behind the data, names are UTF-8. */
const streamedUtf8 = 0x0808;

/** Writes a zip file part by part as their content comes. Below 4 GiB. */
export async function writeZip(path: string, parts: Iterable<ZipPart>): Promise<void> {
  const file = new CountedFile(createWriteStream(path, { highWaterMark: 1024 * 1024 }));
  const entries: Entry[] = [];
  for (const part of parts) entries.push(await writePart(file, part));
  const start = file.size;
  for (const entry of entries) await file.write(directoryEntry(entry));
  await file.write(directoryEnd(entries.length, file.size - start, start));
  await file.end();
}

class CountedFile {
  size = 0;

  constructor(private readonly stream: WriteStream) {}

  async write(bytes: Buffer): Promise<void> {
    this.size += bytes.length;
    if (!this.stream.write(bytes)) await once(this.stream, 'drain');
  }

  async end(): Promise<void> {
    this.stream.end();
    await once(this.stream, 'finish');
  }
}

async function writePart(file: CountedFile, { name, content, claims }: ZipPart): Promise<Entry> {
  const offset = file.size;
  const nameBytes = Buffer.from(name);
  await file.write(
    Buffer.concat([
      numbers(
        [4, 0x04034b50],
        [2, 20],
        [2, streamedUtf8],
        [2, deflated],
        [2, 0],
        [2, 0x21],
        [4, 0],
        [4, 0],
        [4, 0],
        [2, nameBytes.length],
        [2, 0],
      ),
      nameBytes,
    ]),
  );
  const sizes = await writeDeflated(file, content);
  await file.write(
    numbers([4, 0x08074b50], [4, sizes.checksum], [4, sizes.compressedSize], [4, sizes.uncompressedSize]),
  );
  return { name: nameBytes, offset, flags: streamedUtf8, ...sizes, ...claims };
}

async function writeDeflated(file: CountedFile, content: ZipPart['content']): Promise<Sizes> {
  const sizes: Sizes = { checksum: 0, compressedSize: 0, uncompressedSize: 0 };
  async function* counted() {
    for await (const piece of content) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      sizes.checksum = crc32(bytes, sizes.checksum);
      sizes.uncompressedSize += bytes.length;
      yield bytes;
    }
  }
  for await (const bytes of Readable.from(counted(), { objectMode: false }).compose(
    createDeflateRaw({ chunkSize: 64 * 1024 }),
  )) {
    sizes.compressedSize += bytes.length;
    await file.write(bytes);
  }
  return sizes;
}

const directoryEntry = (entry: Entry) =>
  Buffer.concat([
    numbers(
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      [2, entry.flags],
      [2, deflated],
      [2, 0],
      [2, 0x21],
      [4, entry.checksum],
      [4, entry.compressedSize],
      [4, entry.uncompressedSize],
      [2, entry.name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, entry.offset],
    ),
    entry.name,
  ]);

const directoryEnd = (count: number, size: number, start: number) =>
  numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, start], [2, 0]);

/** Little-endian numbers of the given widths, one behind the other. */
function numbers(...fields: [width: 2 | 4, value: number][]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((size, [width]) => size + width, 0));
  let at = 0;
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
