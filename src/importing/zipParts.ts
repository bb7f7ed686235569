import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { badInput, payloadTooLarge, unsupportedMediaType, ZhiduError } from '../errors.js';
import { kibibytes, type TableLimits } from './tableLine.js';

const maxEntries = 10_000;
/** Below this a part is harmless however well it is compressed. */
const ratioFreeBytes = 1024 * 1024;

export const damagedXlsx = () =>
  badInput([
    {
      path: '',
      message: {
        en: 'The XLSX file is damaged. Open it in Excel, save it under a new name and import that.',
        zh: 'XLSX 文件已损坏，请用 Excel 打开，另存后导入。',
      },
    },
  ]);

/** The parts of a zip file, each read as a stream that stops at the limits whatever the directory claims. */
export class ZipParts {
  private bytesRead = 0;

  private constructor(
    private readonly file: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: TableLimits,
  ) {}

  static async open(path: string, limits: TableLimits): Promise<ZipParts> {
    const file = await openPromise(path, { autoClose: false }).catch(refuseDamaged);
    try {
      return new ZipParts(file, await directory(file), limits);
    } catch (error) {
      file.close();
      return refuseDamaged(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  async *bytes(name: string, maxBytes = this.limits.maxUncompressedBytes): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw damagedXlsx();
    this.refuseBomb(entry, entry.uncompressedSize, maxBytes);
    let size = 0;
    let checksum = 0;
    try {
      for await (const chunk of await this.file.openReadStreamPromise(entry)) {
        size += chunk.length;
        this.bytesRead += chunk.length;
        this.refuseBomb(entry, size, maxBytes);
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      refuseDamaged(error);
    }
    if (checksum !== entry.crc32) throw damagedXlsx();
  }

  close(): void {
    this.file.close();
  }

  private refuseBomb(entry: Entry, size: number, maxBytes: number): void {
    const { maxUncompressedBytes, maxCompressionRatio } = this.limits;
    if (size > maxBytes || this.bytesRead > maxUncompressedBytes) {
      const limit = kibibytes(Math.min(maxBytes, maxUncompressedBytes));
      throw payloadTooLarge({
        en: `Unpacked, the XLSX file is larger than ${limit}. Split the table into several files.`,
        zh: `XLSX 文件解压后大于 ${limit}，请把表格分成几个文件。`,
      });
    }
    if (size > ratioFreeBytes && size > entry.compressedSize * maxCompressionRatio) {
      throw payloadTooLarge({
        en: `The XLSX file unpacks to more than ${maxCompressionRatio} times its size, which no table does. Copy the filled cells into a new workbook and import that.`,
        zh: `XLSX 文件解压后超过自身大小的 ${maxCompressionRatio} 倍，表格不会如此。请把有内容的单元格复制到新工作簿后导入。`,
      });
    }
  }
}

/** Part names are compared without case, as the format asks. */
async function directory(file: ZipFile): Promise<Map<string, Entry>> {
  if (file.entryCount > maxEntries)
    throw payloadTooLarge({
      en: `The zip file holds more than ${maxEntries} files. Import an XLSX file.`,
      zh: `压缩文件内超过 ${maxEntries} 个文件，请导入 XLSX 文件。`,
    });
  const entries = new Map<string, Entry>();
  for await (const entry of file.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entry.isEncrypted()) {
      throw unsupportedMediaType({
        en: 'The file is protected with a password. Take it off, save the table as XLSX and import that.',
        zh: '文件带有密码，请取消密码，另存为 XLSX 后导入。',
      });
    }
    if (entries.has(name)) throw damagedXlsx();
    entries.set(name, entry);
  }
  return entries;
}

/** A fault of the file's content is the sender's to mend; a fault of the disk is not. */
function refuseDamaged(error: unknown): never {
  if (error instanceof ZhiduError) throw error;
  if (error instanceof Error && 'syscall' in error) throw error;
  throw damagedXlsx();
}
