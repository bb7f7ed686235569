import { randomUUID } from 'node:crypto';
import type { Context, SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { badInput, ZhiduError } from '../errors.js';
import { hashPassword, verifyPassword } from './passwords.js';
import type { Tokens } from './tokens.js';
import type { Viewer } from './viewer.js';
import type { Viewers } from './viewers.js';

export interface Session {
  accessToken: string;
  expiresAt: Date;
  viewer: Viewer;
}

/** Signing in and the password behind it. */
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly viewers: Viewers,
  ) {}

  /** The same answer, after the same time, for an unknown name and a wrong password. */
  async signIn(context: Context, name: string, password: string): Promise<Session> {
    const [found] = await this.database.call<{ person_id: string; hash: string }>(
      'select * from access.credential_of($1)',
      [name],
    );
    const matches = await verifyPassword(found?.hash, password);
    const viewer = found && matches ? await this.viewers.of(found.person_id) : undefined;
    await this.record(context, viewer ? 'sign-in' : 'sign-in refused', viewer?.personId, name);
    if (!viewer)
      throw new ZhiduError('UNAUTHENTICATED', {
        en: 'Name or password is wrong. Check both, or ask an administrator for a new password.',
        zh: '用户名或密码错误。请核对，或请系统管理员重设密码。',
      });
    return { ...(await this.tokens.sign(viewer.personId!, randomUUID())), viewer };
  }

  /** Replaces the viewer's own password. */
  async changePassword(context: SignedInContext, current: string, next: string): Promise<Viewer> {
    const [found] = await this.database.call<{ hash: string }>('select * from access.credential_of($1)', [
      context.viewer.name,
    ]);
    if (!(await verifyPassword(found?.hash, current)))
      throw badInput([
        { path: 'currentPassword', message: { en: 'This is not your present password.', zh: '这不是您现在的密码。' } },
      ]);
    if (current === next)
      throw badInput([
        {
          path: 'newPassword',
          message: { en: 'Choose one that differs from the present password.', zh: '新密码须与现在的密码不同。' },
        },
      ]);
    const hash = await hashPassword(next);
    await this.database.write(context, ({ em }) =>
      em.execute('select access.set_password(?, ?, false)', [context.viewer.personId, hash]),
    );
    await this.record(context, 'password changed', context.viewer.personId, context.viewer.name);
    this.viewers.forget();
    return (await this.viewers.of(context.viewer.personId))!;
  }

  private async record(context: Context, action: string, person: string | undefined, name: string): Promise<void> {
    const entry = {
      action,
      type: 'Person',
      id: person,
      person,
      request: context.requestId,
      after: { name: name.slice(0, 200) },
    };
    await this.database.call('select audit.append($1::json)', [JSON.stringify([entry])]);
  }
}
