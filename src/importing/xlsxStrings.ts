import { payloadTooLarge } from '../errors.js';
import { kibibytes, type TableLimits } from './tableLine.js';
import { StringItem } from './xlsxText.js';
import { readXml } from './xml.js';

const minBlockBytes = 1024 * 1024;

/**
 * The texts that cells refer to by number: UTF-8 in blocks outside the JavaScript heap. They are all that is held of a file, and may
 * take a quarter of what it may unpack to.
 */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private used = 0;
  private starts = new Uint32Array(1024);
  private lengths = new Uint32Array(1024);
  private count = 0;
  private readonly blockBytes: number;
  private readonly maxBytes: number;

  constructor(limits: TableLimits) {
    // A text is cut one character beyond the largest cell, and a character takes at most three bytes.
    this.blockBytes = Math.max(minBlockBytes, (limits.maxCellBytes + 1) * 3);
    this.maxBytes = limits.maxUncompressedBytes / 4;
  }

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.blocks.length === 0 || this.used + length > this.blockBytes) {
      this.blocks.push(Buffer.allocUnsafe(this.blockBytes));
      this.used = 0;
    }
    this.blocks.at(-1)!.write(text, this.used);
    this.grow();
    this.starts[this.count] = (this.blocks.length - 1) * this.blockBytes + this.used;
    this.lengths[this.count] = length;
    this.count++;
    this.used += length;
    if (this.heldBytes > this.maxBytes) {
      throw payloadTooLarge({
        en: `The texts of the XLSX file are larger than ${kibibytes(this.maxBytes)}. Split the table into several files.`,
        zh: `XLSX 文件的文本大于 ${kibibytes(this.maxBytes)}，请把表格分成几个文件。`,
      });
    }
  }

  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    const start = this.starts[index]!;
    const begin = start % this.blockBytes;
    return this.blocks[(start - begin) / this.blockBytes]!.toString('utf8', begin, begin + this.lengths[index]!);
  }

  private get heldBytes(): number {
    return (this.blocks.length - 1) * this.blockBytes + this.used + this.count * 8;
  }

  private grow(): void {
    if (this.count < this.starts.length) return;
    for (const name of ['starts', 'lengths'] as const) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}

export async function readSharedStrings(xml: AsyncIterable<Buffer>, limits: TableLimits): Promise<SharedStrings> {
  const strings = new SharedStrings(limits);
  const item = new StringItem(limits);
  await readXml(xml, {
    open(name) {
      if (name === 'si') item.begin();
      else item.open(name);
    },
    text: (text) => item.text(text),
    close(name) {
      if (name === 'si') strings.add(item.end());
      else item.close(name);
    },
  });
  return strings;
}
