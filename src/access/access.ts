import type { Database } from '../database/database.js';
import { ZhiduError } from '../errors.js';
import type { AccessSettings } from './accessSettings.js';
import type { KeyRing } from './keys/keyRing.js';
import { machineViewer } from './machines/machine.js';
import { machineOf, machinePrefix } from './machines/machineTokens.js';
import type { OutsideIdentity } from './oidc/outsideIdentity.js';
import { Presence } from './sessions/presence.js';
import { Sessions } from './sessions/sessions.js';
import { SignIn } from './signIn.js';
import { Tokens } from './tokens.js';
import { anonymous, type GroupRole, type Viewer } from './viewer.js';
import { Viewers } from './viewers.js';

export interface AccessOptions {
  database: Database;
  clock: () => Date;
  keys: KeyRing;
  settings: AccessSettings;
  /** Whose tokens are accepted beside our own. */
  outside?: OutsideIdentity | undefined;
}

/** Who a request is from. */
export interface Identity {
  viewer: Viewer;
  /** Undefined for somebody who has not signed in here. */
  sessionId: string | undefined;
}

/** From a bearer token to the viewer with the rights of this very moment. */
export class Access {
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  private readonly presence: Presence;
  private readonly viewers: Viewers;
  private readonly tokens: Tokens;

  constructor(private readonly options: AccessOptions) {
    const { database, clock, keys, settings } = options;
    this.presence = new Presence(database, clock);
    this.viewers = new Viewers(database, clock);
    this.tokens = new Tokens(keys, settings.accessMinutes, clock);
    this.sessions = new Sessions(database, this.tokens, (personId) => this.viewerOf(personId), {
      sessionDays: settings.sessionDays,
      clock,
    });
    this.signIn = new SignIn(database, this.sessions, settings.lockout);
  }

  /** @throws UNAUTHENTICATED for a token that is forged, has expired, or whose session or person is no longer there */
  async identify(authorization: string | undefined): Promise<Identity> {
    if (!authorization) return { viewer: anonymous, sessionId: undefined };
    const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
    const identity = token && (await this.behind(token));
    if (!identity) throw refused();
    return identity;
  }

  private behind(token: string): Promise<Identity | undefined> {
    if (token.startsWith(machinePrefix)) return this.machine(token);
    return this.options.outside?.isItsOwn(token) ? this.fromOutside(token) : this.own(token);
  }

  /** With the rights of now, read since the call. */
  async viewerOf(personId: string, groupRoles?: readonly GroupRole[]): Promise<Viewer | undefined> {
    const { version } = await this.presence.ask(undefined);
    return this.viewers.of(personId, version, groupRoles);
  }

  /** @throws UNAUTHENTICATED */
  async viewerStillThere(personId: string, groupRoles?: readonly GroupRole[]): Promise<Viewer> {
    const viewer = await this.viewerOf(personId, groupRoles);
    if (!viewer) throw refused();
    return viewer;
  }

  /** Removes what has had its time: sessions, failures, keys. */
  async sweep(): Promise<void> {
    const { database, clock, settings, keys } = this.options;
    await database.call('select access.forget_old($1, make_interval(secs => $2))', [
      clock().toISOString(),
      settings.lockout.forgottenSeconds,
    ]);
    await keys.prune();
  }

  private async own(token: string): Promise<Identity | undefined> {
    const claims = await this.tokens.claimsOf(token);
    if (!claims) return undefined;
    const { personId, sessionId } = claims;
    const { version, live } = await this.presence.ask(sessionId);
    const viewer = live.has(sessionId) ? await this.viewers.of(personId, version) : undefined;
    return viewer && { viewer, sessionId };
  }

  private async machine(token: string): Promise<Identity | undefined> {
    const { database, clock } = this.options;
    const found = await machineOf(database, token, clock());
    return found && { viewer: machineViewer(found), sessionId: undefined };
  }

  private async fromOutside(token: string): Promise<Identity | undefined> {
    const found = await this.options.outside!.personOf(token);
    const viewer = found && (await this.viewerOf(found.personId, found.groupRoles));
    return viewer && { viewer, sessionId: undefined };
  }
}

const refused = () =>
  new ZhiduError(
    'UNAUTHENTICATED',
    {
      en: 'The token is not valid or has expired, or its session has ended. Sign in again.',
      zh: '令牌无效或已过期，或会话已结束，请重新登录。',
    },
    { http: { status: 401 } },
  );
