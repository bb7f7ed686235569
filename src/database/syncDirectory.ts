import { open } from 'node:fs/promises';

/** The names in a directory survive a loss of power from now on. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
