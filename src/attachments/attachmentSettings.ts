import { isAbsolute } from 'node:path';

/** What is done with files before they are kept. */
export type Scanner = { command: string } | { host: string; port: number };

export interface AttachmentSettings {
  /** ATTACHMENT_LIMIT_MB: largest file that a record holds. Default 50. */
  limitBytes: number;
  /** ATTACHMENT_LINK_SECONDS: how long a link to download can be used. Default 300. */
  linkSeconds: number;
  /** ATTACHMENT_SCAN: a clamd as tcp://host:port, or the path of a command that gets the path of a file. Default none. */
  scanner: Scanner | undefined;
}

export const standardAttachments: AttachmentSettings = {
  limitBytes: 50 * 1024 * 1024,
  linkSeconds: 300,
  scanner: undefined,
};

export const readAttachmentSettings = (
  env: NodeJS.ProcessEnv,
  whole: (name: string, fallback: number, least: number, most: number) => number,
  problems: string[],
): AttachmentSettings => ({
  limitBytes: whole('ATTACHMENT_LIMIT_MB', 50, 1, 10_000) * 1024 * 1024,
  linkSeconds: whole('ATTACHMENT_LINK_SECONDS', 300, 10, 86_400),
  scanner: readScanner(env.ATTACHMENT_SCAN, problems),
});

function readScanner(text: string | undefined, problems: string[]): Scanner | undefined {
  if (!text) return undefined;
  const [, host, port] = /^tcp:\/\/([^/:]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host && Number(port) >= 1 && Number(port) <= 65_535)
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  if (isAbsolute(text)) return { command: text };
  problems.push('ATTACHMENT_SCAN must look like tcp://host:3310, or be the absolute path of a command');
  return undefined;
}
