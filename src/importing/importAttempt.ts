import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.js';
import { ZhiduError } from '../errors.js';

const attempts = 6;
const longestPauseMs = 100;

export interface Permission {
  kind: { call: string };
  /** A context with the person's present rights, asked for anew for each batch. */
  context(): Promise<Context>;
}

/** A context for the next batch. @throws the refusal that ends the import where its right was withdrawn */
export async function permitted({ kind, context: fresh }: Permission): Promise<Context> {
  const context = await fresh();
  const { viewer, core } = context;
  const rule = core.calls.get(`Mutation.${kind.call}`);
  if (rule?.viewer(viewer) !== false) return context;
  throw core.denials.refusal(
    {
      en: `You may not call ${kind.call} any more. Lines that were counted are kept.`,
      zh: `您已无权调用 ${kind.call}。已计入的各行予以保留。`,
    },
    rule,
    viewer,
  );
}

/** Answers what is wrong with the lines; what somebody else did at the same moment is tried again first. */
export async function tryAgain(
  fresh: () => Promise<Context>,
  work: (context: Context) => Promise<void>,
): Promise<ZhiduError | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const context = await fresh();
    try {
      await work(context);
      return undefined;
    } catch (error) {
      if (!concernsLines(error)) throw error;
      if (error.code !== 'CONFLICT' || attempt === attempts) return error;
    }
    await sleep(Math.random() * longestPauseMs);
  }
}

/** Errors that say something about the lines, not about the server or the person. */
const concernsLines = (error: unknown): error is ZhiduError =>
  error instanceof ZhiduError &&
  ['BAD_USER_INPUT', 'CONFLICT', 'FORBIDDEN', 'INVALID_STATE', 'NOT_FOUND'].includes(error.code);
