import type { Context } from '../../context.js';
import type { RetentionClass } from '../archiveDefinition.js';
import type { ArchiveFile } from '../archiveFile.entity.js';

/** The one schedule of a file: that of its class. */
export function classOf({ core }: Context, { subjectType, retentionClass }: ArchiveFile): RetentionClass {
  const found = core.archives.get(subjectType)?.retentionClasses[retentionClass];
  if (!found) throw new Error(`The retention class ${retentionClass} of ${subjectType} is not defined any more.`);
  return found;
}

/** The first of January after the year of closing, and as many years later; null while it is open or kept for ever. */
export function retentionEnd(closedOn: string | null, { years }: RetentionClass): string | null {
  if (closedOn === null || years === undefined) return null;
  return `${Number(closedOn.slice(0, 4)) + 1 + years}-01-01`;
}

/** The day of the request in Asia/Shanghai, YYYY-MM-DD. */
export const today = ({ now }: Pick<Context, 'now'>): string =>
  new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
