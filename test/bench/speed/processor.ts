import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor that a process has used. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Of this bench's PostgreSQL: the server and its processes. */
export function databaseSeconds(postmaster: number): number {
  let total = 0;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = readText(`/proc/${name}/stat`).split(') ')[1]?.split(' ');
    if (fields && (Number(name) === postmaster || Number(fields[1]) === postmaster))
      total += (Number(fields[11]) + Number(fields[12])) / 100;
    // What connections used that have ended since.
    if (fields && Number(name) === postmaster) total += (Number(fields[13]) + Number(fields[14])) / 100;
  }
  return total;
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // A process may end between listing and reading.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
