import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { invalidState } from '../../errors.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import { Listed } from '../../reading/decorators.js';
import { BaseEntity } from '../baseEntity.js';
import { Person } from '../person.entity.js';

export enum EndReason {
  SIGNED_OUT = 'SIGNED_OUT',
  ENDED = 'ENDED',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  PASSWORD_RESET = 'PASSWORD_RESET',
  DEACTIVATED = 'DEACTIVATED',
  TOKEN_REUSED = 'TOKEN_REUSED',
}

registerTitledEnum(EndReason, {
  name: 'SessionEndReason',
  description: 'Why a session ended before its time.',
  values: {
    SIGNED_OUT: { title: { en: 'Signed out', zh: '已退出' } },
    ENDED: { title: { en: 'Ended', zh: '被终止' }, description: 'by endSession.' },
    PASSWORD_CHANGED: { title: { en: 'Password changed', zh: '更换密码' } },
    PASSWORD_RESET: { title: { en: 'Password reset', zh: '重置密码' }, description: 'by an administrator.' },
    DEACTIVATED: { title: { en: 'Person deactivated', zh: '人员停用' } },
    TOKEN_REUSED: {
      title: { en: 'Token used twice', zh: '令牌重复使用' },
      description: 'a refresh token was used twice: it may have been stolen.',
    },
  },
});

@Entity({ schema: 'access' })
@ObjectType({ description: 'Somebody signed in (会话), until the session ends or its time is over.' })
export class Session extends BaseEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('sessions', 'For the person, administrators and auditors.')
  person!: Rel<Person>;

  @Field(() => String, { nullable: true, description: 'Network address from which it began.' })
  @Property({ type: 'text', nullable: true })
  address: string | null = null;

  @Field(() => Date, { description: 'When its tokens were last given out.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  refreshedAt!: Date;

  @Field(() => Date, { description: 'When its time is over, however often it is refreshed.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Null while it lives, and where its time simply was over.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  endedAt: Date | null = null;

  @Field(() => EndReason, { nullable: true })
  @Enum({ items: () => EndReason, columnType: 'text', nullable: true })
  endReason: EndReason | null = null;

  end(reason: EndReason, now: Date): void {
    if (this.endedAt || this.expiresAt <= now)
      throw invalidState({ en: 'The session has ended already.', zh: '会话已结束。' });
    this.endedAt = now;
    this.endReason = reason;
  }
}
