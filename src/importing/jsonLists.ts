import { createReadStream } from 'node:fs';
import { badInput } from '../errors.js';
import type { Message } from '../languages/message.js';
import { afterSpace, endOfString, endOfValue } from './jsonText.js';
import { kibibytes } from './tableLine.js';

/** An item of a list of the outermost object, as the file writes it too. */
export interface JsonItem {
  name: string;
  item: unknown;
  raw: string;
}

/** An item, or another member of the outermost object; a list is an empty one here, and its items follow. */
export type JsonPart = JsonItem | { name: string; value: unknown };

const chunkBytes = 256 * 1024;
const mostCharacters = 64 * 1024;

/**
 * Reads a JSON object with long lists in bounded memory: the items of each list one by one, in parts of the file. UTF-8 only,
 * as RFC 8259 has it.
 *
 * @throws BAD_USER_INPUT where it is broken or ends too soon, with the place of the last item that could be read
 */
export async function* jsonLists(path: string): AsyncGenerator<JsonPart[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = new ObjectReader();
  const decoded = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw reader.fault({ en: 'is not written in UTF-8. Save it in UTF-8', zh: '不是 UTF-8 编码，请以 UTF-8 保存' });
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }))
    yield [...reader.read(decoded(chunk as Buffer), false)];
  yield [...reader.read(decoded(), true)];
  reader.end();
}

type Expected = 'object' | 'name' | 'colon' | 'value' | 'comma' | 'item' | 'itemComma' | 'nothing';

/** Goes from mark to mark; what begins and does not end in the text at hand is looked at again with the next. */
class ObjectReader {
  private expected: Expected = 'object';
  private text = '';
  private name = '';
  private place = 0;
  /** Behind the opening bracket or brace: the closing one may follow at once. */
  private isFirst = true;

  *read(more: string, isEnd: boolean): Generator<JsonPart> {
    this.text += more;
    let at = afterSpace(this.text, 0);
    while (at < this.text.length) {
      const next = yield* this.readOne(at, isEnd);
      if (next < 0) break;
      at = afterSpace(this.text, next);
    }
    this.text = this.text.slice(at);
    if (this.text.length > mostCharacters) throw this.tooLong();
  }

  end(): void {
    if (this.expected !== 'nothing')
      throw this.fault({ en: 'ends too soon. Send it again, whole', zh: '不完整，请重新发送完整的文件' });
  }

  fault({ en, zh }: Message) {
    const [after, behind] =
      this.place > 0
        ? [`, after item ${this.place} of ${this.name},`, `（${this.name} 第 ${this.place} 项之后）`]
        : ['', ''];
    return badInput([{ path: 'file', message: { en: `The file${after} ${en}.`, zh: `文件${behind}${zh}。` } }]);
  }

  /** The place behind what was read; -1 where it needs more text. */
  private *readOne(at: number, isEnd: boolean): Generator<JsonPart, number> {
    const mark = this.text[at]!;
    switch (this.expected) {
      case 'object':
        if (mark !== '{') throw this.broken();
        return this.goOn('name', at + 1, true);
      case 'name':
        return mark === '}' && this.isFirst ? this.goOn('nothing', at + 1) : this.readName(at);
      case 'colon':
        if (mark !== ':') throw this.broken();
        return this.goOn('value', at + 1);
      case 'value':
        return yield* this.readValue(at, isEnd);
      case 'item':
        if (mark === ']' && this.isFirst) return this.endList(at);
        return yield* this.readItem(at, isEnd);
      case 'itemComma':
        if (mark === ']') return this.endList(at);
        if (mark !== ',') throw this.broken();
        return this.goOn('item', at + 1);
      case 'comma':
        if (mark === '}') return this.goOn('nothing', at + 1);
        if (mark !== ',') throw this.broken();
        return this.goOn('name', at + 1);
      case 'nothing':
        throw this.broken();
    }
  }

  private goOn(expected: Expected, at: number, isFirst = false): number {
    this.expected = expected;
    this.isFirst = isFirst;
    return at;
  }

  private endList(at: number): number {
    this.place = 0;
    return this.goOn('comma', at + 1);
  }

  private readName(at: number): number {
    if (this.text[at] !== '"') throw this.broken();
    const end = endOfString(this.text, at);
    if (end < 0) return -1;
    this.name = this.parse(at, end) as string;
    return this.goOn('colon', end);
  }

  private *readValue(at: number, isEnd: boolean): Generator<JsonPart, number> {
    if (this.text[at] === '[') {
      yield { name: this.name, value: [] };
      return this.goOn('item', at + 1, true);
    }
    const end = endOfValue(this.text, at, isEnd);
    if (end < 0) return -1;
    yield { name: this.name, value: this.parse(at, end) };
    return this.goOn('comma', end);
  }

  private *readItem(at: number, isEnd: boolean): Generator<JsonPart, number> {
    const end = endOfValue(this.text, at, isEnd);
    if (end < 0) return -1;
    const item = this.parse(at, end);
    this.place += 1;
    yield { name: this.name, item, raw: this.text.slice(at, end) };
    return this.goOn('itemComma', end);
  }

  private parse(from: number, end: number): unknown {
    if (end - from > mostCharacters) throw this.tooLong();
    try {
      return JSON.parse(this.text.slice(from, end));
    } catch {
      throw this.broken();
    }
  }

  private broken() {
    return this.fault({ en: 'is no JSON. Export it again', zh: '不是有效的 JSON，请重新导出' });
  }

  private tooLong() {
    const size = kibibytes(mostCharacters);
    return this.fault({ en: `holds an item longer than ${size}. Shorten it`, zh: `有一项长于 ${size}，请缩短` });
  }
}
