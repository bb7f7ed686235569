import { isIP } from 'node:net';
import type { Context, SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { badInput, ZhiduError } from '../errors.js';
import type { Lockout } from './accessSettings.js';
import { passwordProblems } from './passwordRules.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { endSessions } from './sessions/endSessions.js';
import { EndReason } from './sessions/session.entity.js';
import type { Sessions, SignedIn } from './sessions/sessions.js';

/** Signing in and the password behind it. */
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly lockout: Lockout,
  ) {}

  /** The same answer, after the same work, for an unknown name, a wrong password, a locked name and an inactive person. */
  async signIn(context: Context, name: string, password: string): Promise<SignedIn> {
    const { personId, decision } = await this.verify(context, name, password);
    const accepted = decision === 'accepted' && personId;
    await this.record(context, actions[decision], name, accepted || undefined);
    if (!accepted)
      throw new ZhiduError('UNAUTHENTICATED', {
        en: 'Name or password is wrong, or there were too many attempts. Check both, wait a while, or ask an administrator for a new password.',
        zh: '用户名或密码错误，或尝试次数过多。请核对，稍候再试，或请系统管理员重设密码。',
      });
    return this.sessions.begin(context, accepted);
  }

  /** Replaces the viewer's own password and ends all other sessions. */
  async changePassword(context: SignedInContext, current: string, next: string): Promise<void> {
    const { name, personId } = context.viewer;
    const problems = passwordProblems(next, name, 'newPassword');
    if (current === next)
      problems.push({
        path: 'newPassword',
        message: { en: 'Choose one that differs from the present password.', zh: '新密码须与现在的密码不同。' },
      });
    const { decision } = await this.verify(context, name, current);
    if (decision !== 'accepted') {
      await this.record(context, actions[decision], name, personId);
      problems.unshift({
        path: 'currentPassword',
        message: { en: 'This is not your present password.', zh: '这不是您现在的密码。' },
      });
    }
    if (problems.length > 0) throw badInput(problems);
    const hash = await hashPassword(next);
    const entry = { action: 'password changed', type: 'Person', id: personId, after: { name } };
    await this.database.write(context, async (writing) => {
      await writing.em.execute('select access.set_password(?, ?, false), audit.append(?::json)', [
        personId,
        hash,
        JSON.stringify([entry]),
      ]);
      await endSessions(writing, personId, EndReason.PASSWORD_CHANGED, context.sessionId);
    });
  }

  /** Whether this is the viewer's present password; a wrong one counts like a failure to sign in, and is recorded. */
  async confirms(context: SignedInContext, password: string): Promise<boolean> {
    const { name, personId } = context.viewer;
    const { decision } = await this.verify(context, name, password);
    if (decision !== 'accepted') await this.record(context, actions[decision], name, personId);
    return decision === 'accepted';
  }

  /** Looks at the password first and decides then, so that attempts side by side cannot outrun the lock. */
  private async verify(
    context: Context,
    name: string,
    password: string,
  ): Promise<{ personId: string | undefined; decision: Decision }> {
    const [found] = await this.database.call<{ person_id: string; hash: string }>(
      'select * from access.credential_of($1)',
      [name],
    );
    const matches = await verifyPassword(found?.hash, password);
    const [row] = await this.database.call<{ decision: Decision }>(
      'select access.decide_sign_in($1, $2, $3, $4, $5) as decision',
      [name, countedAddress(context.address), matches, context.now.toISOString(), JSON.stringify(this.lockout)],
    );
    return { personId: found?.person_id, decision: row!.decision };
  }

  private async record(context: Context, action: string, name: string, person: string | undefined): Promise<void> {
    const entry = {
      action,
      type: 'Person',
      id: person,
      person,
      request: context.requestId,
      call: context.call?.name,
      after: { name: name.slice(0, 200), address: context.address },
    };
    await this.database.call('select audit.append($1::json)', [JSON.stringify([entry])]);
    if (context.call) context.recorded.add(context.call.key);
  }
}

/** IPv4 also where it is written as IPv6; a zone belongs to our own machine. What is no address at all is not counted. */
function countedAddress(address: string | undefined): string | null {
  const plain = (address ?? '').replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) ? plain : null;
}

type Decision = 'accepted' | 'refused' | 'locking' | 'locked';

const actions: Record<Decision, string> = {
  accepted: 'sign-in',
  refused: 'sign-in refused',
  locking: 'sign-in refused, locked from now on',
  locked: 'sign-in refused while locked',
};
