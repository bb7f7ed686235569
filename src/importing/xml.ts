import { SaxesParser } from 'saxes';
import { payloadTooLarge } from '../errors.js';
import { damagedXlsx } from './zipParts.js';

export type Attributes = Record<string, string>;

/** Names come without their namespace prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

type PlainOptions = { position: false; xmlns: false };

const maxDepth = 64;
/** The parser gathers a text, tag or comment whole before it tells of it: the longest that it may gather. */
const maxTokenLength = 16 * 1024 * 1024;

/** Parses as the bytes come and yields after each chunk. Document types, and with them entities, are refused. */
export async function* parseXml(chunks: AsyncIterable<Buffer>, events: XmlEvents): AsyncGenerator<void> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let gathered = 0;
  const parser = xmlParser(events, () => {
    gathered = 0;
  });
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const text = decoder.decode(chunk, { stream: true });
    gathered += text.length;
    parser.write(text);
    if (gathered > maxTokenLength)
      throw payloadTooLarge({
        en: 'The XLSX file holds a cell of more than 16 MiB. Shorten it.',
        zh: 'XLSX 文件有超过 16 MiB 的单元格，请缩短。',
      });
    yield;
  }
  parser.close();
}

export async function readXml(chunks: AsyncIterable<Buffer>, events: XmlEvents): Promise<void> {
  const parsing = parseXml(chunks, events);
  while (!(await parsing.next()).done);
}

function xmlParser(events: XmlEvents, progress: () => void): SaxesParser<PlainOptions> {
  const parser = new SaxesParser<PlainOptions>({ position: false, xmlns: false });
  let depth = 0;
  const refuse = () => {
    throw damagedXlsx();
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', (tag) => {
    progress();
    if (++depth > maxDepth) refuse();
    events.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    progress();
    depth--;
    events.close?.(localName(tag.name));
  });
  const text = (value: string) => {
    progress();
    events.text?.(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  return parser;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** An attribute by its local name. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (name in attributes) return attributes[name];
  return Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
