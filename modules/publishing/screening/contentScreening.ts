import { buffer } from 'node:stream/consumers';
import { documentText, UnreadableDocument } from '../../../src/attachments/documentText.js';
import type { Core } from '../../../src/context.js';
import { ScreeningVerdict } from '../../../src/screening/screening.enums.js';
import { longestText } from '../../../src/screening/screening.js';
import { type Content, contentFields } from '../items/itemVersion.entity.js';
import type { Findings } from './versionScreening.entity.js';

/** A file of a version, as the database holds it. */
export interface VersionFile {
  id: string;
  name: string;
  mediaType: string;
  checksum: string;
}

export interface Screened {
  verdict: ScreeningVerdict;
  truncated: boolean;
  findings: Findings;
  unread: string[];
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Everything that the public would read of a version: its texts, the names of its files and what stands in them. */
export async function screenContent(
  core: Core,
  version: { id: string; correctionNote?: string | null } & Content,
  files: readonly VersionFile[],
  now: Date,
): Promise<Screened> {
  const texts = contentFields.flatMap((field) => (version[field] ? [{ field, text: version[field] }] : []));
  if (version.correctionNote) texts.push({ field: 'correctionNote' as never, text: version.correctionNote });
  const unread: string[] = [];
  let isCut = false;
  for (const file of files) {
    texts.push({ field: file.name as never, text: file.name });
    const text = await textOf(core, version.id, file);
    if (text === undefined) unread.push(file.name);
    else texts.push({ field: file.name as never, text: text.slice(0, longestText) });
    isCut ||= (text?.length ?? 0) > longestText;
  }
  const { verdict, lists, words, personalData, truncated } = await core.screenings.screen('publishing', texts, now);
  return {
    // What was not screened to its end is not known to be harmless.
    verdict: isCut ? ScreeningVerdict.FORBIDDEN : verdict,
    truncated: truncated || isCut,
    findings: { lists, words, personalData },
    unread,
  };
}

async function textOf({ vault, attachments }: Core, versionId: string, file: VersionFile): Promise<string | undefined> {
  if (file.mediaType !== word) return undefined;
  const key = await vault.keyOf(versionId);
  const content = key && (await attachments.store.read(key, file.id, versionId, file.checksum));
  if (!content) return undefined;
  try {
    return await documentText(await buffer(content));
  } catch (error) {
    if (error instanceof UnreadableDocument) return undefined;
    throw error;
  }
}

/** Whether a reviewer has let stay all that was found, or there is nothing that asks for it. */
export function isAccepted({ verdict, findings }: Screened, accepted: readonly Findings[]): boolean {
  if (verdict !== ScreeningVerdict.WARNING) return verdict === ScreeningVerdict.CLEAN;
  const known = new Set(accepted.flatMap(keysOf));
  return keysOf(findings).every((key) => known.has(key));
}

const keysOf = ({ words, personalData }: Findings): string[] => [
  ...words.map(({ field, text, wordId }) => JSON.stringify([field, wordId, text])),
  ...personalData.map(({ field, kind, masked }) => JSON.stringify([field, kind, masked])),
];
