import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Context, SignedInContext } from '../../context.js';
import type { Database } from '../../database/database.js';
import { invalidState, unauthenticated, ZhiduError } from '../../errors.js';
import type { Tokens } from '../tokens.js';
import type { Viewer } from '../viewer.js';
import { EndReason, Session } from './session.entity.js';

export interface SignedIn {
  accessToken: string;
  refreshToken: string;
  /** Of the access token. */
  expiresAt: Date;
  sessionId: string;
  viewer: Viewer;
}

/**
 * How long after its use a refresh token still gives another successor, if the first one was never used: its answer may
 * have been lost on the way. A thief gains nothing by it, since of two holders the slower one ends the session.
 */
const lostAnswerSeconds = 30;

const day = 24 * 3600 * 1000;

/** 256 random bits; the database knows only their hash. */
const newRefreshToken = (): string => randomBytes(32).toString('base64url');
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A session is a family of refresh tokens, of which the newest is good for one use. */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly viewerOf: (personId: string) => Promise<Viewer | undefined>,
    private readonly settings: { sessionDays: number; clock: () => Date },
  ) {}

  async begin({ address }: Pick<Context, 'address'>, personId: string): Promise<SignedIn> {
    const now = this.settings.clock();
    const sessionId = randomUUID();
    const expires = new Date(now.getTime() + this.settings.sessionDays * day);
    const refreshToken = newRefreshToken();
    await this.database.call('select access.begin_session($1, $2, $3, $4, $5, $6)', [
      sessionId,
      personId,
      address ?? null,
      now.toISOString(),
      expires.toISOString(),
      hashOf(refreshToken),
    ]);
    return this.signedIn(personId, sessionId, expires, refreshToken);
  }

  /** Exchanges a refresh token for its successor and a new access token. */
  async refresh(context: Context, refreshToken: string): Promise<SignedIn> {
    const successor = newRefreshToken();
    const [found] = await this.database.call<{
      outcome: 'rotated' | 'unknown' | 'ended' | 'reused';
      session_id: string;
      person_id: string;
      expires_at: Date;
    }>('select * from access.rotate_refresh_token($1, $2, $3, make_interval(secs => $4))', [
      hashOf(refreshToken),
      hashOf(successor),
      this.settings.clock().toISOString(),
      lostAnswerSeconds,
    ]);
    const { outcome, session_id: sessionId, person_id: personId, expires_at: expires } = found!;
    if (outcome === 'reused') await this.recordReuse(context, sessionId, personId);
    if (outcome !== 'rotated') throw ended();
    return this.signedIn(personId, sessionId, expires, successor);
  }

  async signOut(context: SignedInContext): Promise<void> {
    const { sessionId } = context;
    if (!sessionId)
      throw invalidState({
        en: 'This session is not one of ours: sign out where you have signed in, at your identity provider.',
        zh: '该会话不由本平台管理：请在您登录的身份提供方处退出。',
      });
    await context.database.write(context, async (writing) => {
      const session = await writing.em.findOne(Session, { id: sessionId });
      if (!session) throw ended();
      session.end(EndReason.SIGNED_OUT, context.now);
    });
  }

  end(context: SignedInContext, id: string): Promise<Session> {
    return context.database.write(context, async (writing) => {
      const session = await writing.find('endSession', Session, id);
      session.end(EndReason.ENDED, context.now);
      return session;
    });
  }

  private async signedIn(personId: string, sessionId: string, expires: Date, refreshToken: string): Promise<SignedIn> {
    const viewer = await this.viewerOf(personId);
    if (!viewer) throw ended();
    return { ...(await this.tokens.sign({ personId, sessionId }, expires)), refreshToken, sessionId, viewer };
  }

  private async recordReuse({ requestId, address }: Context, sessionId: string, person: string): Promise<void> {
    const entry = {
      action: 'refresh token reused, session ended',
      type: 'Session',
      id: sessionId,
      person,
      request: requestId,
      after: { address },
    };
    await this.database.call('select audit.append($1::json)', [JSON.stringify([entry])]);
  }
}

const ended = (): ZhiduError =>
  unauthenticated({ en: 'The session has ended. Sign in again.', zh: '会话已结束，请重新登录。' });
