import { SaxesParser } from 'saxes';
import { type Entry, fromBufferPromise } from 'yauzl';

const mostParts = 10_000;
const mostBytes = 32 * 1024 * 1024;
const told = /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/i;

/** Why a document cannot be read: it is damaged, protected, or unpacks to more than any text has. */
export class UnreadableDocument extends Error {}

/**
 * The text of a .docx: body, headers, footers, notes and comments, also what was deleted with changes tracked, which
 * everybody who gets the file can bring back.
 *
 * @throws UnreadableDocument
 */
export async function documentText(content: Buffer): Promise<string> {
  try {
    const file = await fromBufferPromise(content, { lazyEntries: true });
    if (file.entryCount > mostParts) throw new UnreadableDocument('too many parts');
    const parts: Entry[] = [];
    for await (const entry of file.eachEntry()) if (told.test(entry.fileName)) parts.push(entry);
    const texts: string[] = [];
    let bytes = 0;
    for (const entry of parts) {
      if (entry.isEncrypted()) throw new UnreadableDocument('protected');
      const chunks: Buffer[] = [];
      for await (const chunk of await file.openReadStreamPromise(entry)) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new UnreadableDocument('too large');
        chunks.push(chunk);
      }
      texts.push(textOf(Buffer.concat(chunks).toString('utf8')));
    }
    if (parts.length === 0) throw new UnreadableDocument('no text');
    return texts.join('\n');
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument((error as Error).message);
  }
}

/** Paragraphs by lines. A word that is cut into runs of different looks is one word. */
function textOf(xml: string): string {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const texts: string[] = [];
  let inText = false;
  const refuse = (why: string) => () => {
    throw new UnreadableDocument(why);
  };
  parser.on('error', refuse('no XML'));
  parser.on('doctype', refuse('a document type'));
  parser.on('opentag', ({ name }) => {
    inText = name === 'w:t' || name === 'w:delText';
    if (name === 'w:tab') texts.push('\t');
    if (name === 'w:br' || name === 'w:cr') texts.push('\n');
  });
  parser.on('closetag', ({ name }) => {
    inText = false;
    if (name === 'w:p') texts.push('\n');
  });
  parser.on('text', (text) => {
    if (inText) texts.push(text);
  });
  parser.write(xml).close();
  return texts.join('');
}
