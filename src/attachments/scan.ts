import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { badInput, serviceUnavailable } from '../errors.js';
import type { Scanner } from './attachmentSettings.js';

const patienceMs = 60_000;

/**
 * Has a file looked through. A command gets its path: exit code 0 says that it is clean, 1 that something was found, as
 * clamscan does.
 *
 * @throws BAD_USER_INPUT where something was found, SERVICE_UNAVAILABLE where nobody could tell
 */
export async function refuseInfected(scanner: Scanner | undefined, path: string): Promise<void> {
  if (!scanner) return;
  let isClean: boolean;
  try {
    isClean = 'command' in scanner ? await byCommand(scanner.command, path) : await byDaemon(scanner, path);
  } catch (error) {
    throw Object.assign(cannotScan(), { cause: error });
  }
  if (!isClean)
    throw badInput([
      {
        path: 'input.file',
        message: {
          en: 'The virus scanner found something in this file. It was not kept; tell the administrator.',
          zh: '病毒扫描发现问题，文件未保存，请告知系统管理员。',
        },
      },
    ]);
}

const cannotScan = () =>
  serviceUnavailable({
    en: 'The virus scanner does not answer, and no file is kept without it. Try again later, or tell the administrator.',
    zh: '病毒扫描服务无应答，未经扫描的文件不予保存。请稍后再试，或告知系统管理员。',
  });

function byCommand(command: string, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [path], { stdio: 'ignore', timeout: patienceMs });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0 || code === 1) resolve(code === 0);
      else reject(new Error(`${command} ended with ${code ?? 'a signal'}.`));
    });
  });
}

/** The protocol of clamd: INSTREAM, chunks behind their length in four bytes, none at the end. */
function byDaemon({ host, port }: { host: string; port: number }, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const file = createReadStream(path, { highWaterMark: 64 * 1024 });
    let answer = '';
    const give = (error: Error) => {
      file.destroy();
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(patienceMs, () => give(new Error('The scanner took too long.')));
    socket.once('error', give);
    file.once('error', give);
    socket.once('connect', () => {
      socket.write('zINSTREAM\0');
      file.on('data', (chunk) => {
        if (!socket.write(framed(chunk as Buffer))) file.pause();
      });
      file.once('end', () => socket.write(framed(Buffer.alloc(0))));
    });
    socket.on('drain', () => file.resume());
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
    });
    socket.once('close', () => {
      if (/: OK\0?\s*$/.test(answer)) resolve(true);
      else if (/ FOUND\0?\s*$/.test(answer)) resolve(false);
      else reject(new Error('The scanner gave no verdict.'));
    });
  });
}

function framed(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
}
