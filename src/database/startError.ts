/** Why the platform cannot start, in a sentence for the person who started it. Shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

export const noSpace = (directory: string) =>
  new StartError(`The disk that holds ${directory} is full. Free some space and start again.`);

/** True of what PostgreSQL and its tools write when the disk or the user's quota is used up. */
export const saysNoSpace = (text: string) => /No space left on device|Disk quota exceeded/.test(text);

/** Names the operator's mistakes behind an error of the file system. Other errors come back as they are. */
export function fileFailure(error: unknown, directory: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return noSpace(directory);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartError(
        `The data directory ${directory} cannot be written (${error.message}). Give this user access to it, or set DATA_DIR to another directory.`,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(
        `${directory} cannot be a data directory: a file is in its place. Set DATA_DIR to another.`,
      );
    default:
      return error;
  }
}
