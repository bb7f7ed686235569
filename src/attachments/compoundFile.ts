import { open } from 'node:fs/promises';

/**
 * Documents of Office before 2007 are compound files, whose directory names what is in them. Read by the published format
 * [MS-CFB]: header, allocation table, directory entries of 128 bytes.
 */
const streams: readonly (readonly [stream: string, type: string])[] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
];

/** Of a document that carries a program: it is no plain document, whatever else is in it. */
const programs = ['Macros', '_VBA_PROJECT_CUR', '_VBA_PROJECT'];

export const compoundType = 'application/x-ole-storage';

const entryBytes = 128;
const inHeader = 109;
const mostSectors = 1000;

/** What a compound file is, by the names in its directory; the type of any such file where these do not tell. */
export async function typeOfCompoundFile(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const at = async (position: number, length: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const names = new Set(await namesIn(await at(0, 512), at));
    if (programs.some((name) => names.has(name))) return compoundType;
    return streams.find(([stream]) => names.has(stream))?.[1] ?? compoundType;
  } finally {
    await file.close();
  }
}

async function namesIn(header: Buffer, at: (position: number, length: number) => Promise<Buffer>): Promise<string[]> {
  if (header.length < 512) return [];
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  const size = 1 << shift;
  const sector = (number: number) => at((number + 1) * size, size);
  /** The sector that follows one in its chain; undefined where the file says nothing usable. */
  const after = async (number: number): Promise<number | undefined> => {
    const table = Math.floor(number / (size / 4));
    if (table >= inHeader) return undefined;
    const entries = await sector(header.readUInt32LE(76 + 4 * table));
    const place = (number % (size / 4)) * 4;
    return place + 4 <= entries.length ? entries.readUInt32LE(place) : undefined;
  };
  const names: string[] = [];
  let next: number | undefined = header.readUInt32LE(48);
  for (let count = 0; next !== undefined && next < 0xfffffffa && count < mostSectors; count += 1) {
    const entries = await sector(next);
    for (let place = 0; place + entryBytes <= entries.length; place += entryBytes) {
      const length = entries.readUInt16LE(place + 64);
      if (length > 2 && length <= 64) names.push(entries.toString('utf16le', place, place + length - 2));
    }
    next = await after(next);
  }
  return names;
}
