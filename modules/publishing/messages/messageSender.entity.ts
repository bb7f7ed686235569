import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CitizenMessage } from './citizenMessage.entity.js';

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'Who left a message (留言人). A record of its own, for the office alone: it stays when the message is PUBLIC.',
})
export class MessageSender extends LabelledEntity {
  @Field(() => CitizenMessage, { nullable: true })
  @ManyToOne(() => CitizenMessage)
  @Listed('senders', 'Who left it, one person; for the office alone.')
  message!: Rel<CitizenMessage>;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Telephone or address under which the sender is reached.' })
  @Property({ type: 'text', nullable: true })
  contact: string | null = null;

  @Field(() => String, { nullable: true, description: 'The subject as it was left, where another one was published.' })
  @Property({ type: 'text', nullable: true })
  originalSubject: string | null = null;

  @Field(() => String, { nullable: true, description: 'The text as it was left, where another one was published.' })
  @Property({ type: 'text', nullable: true })
  originalText: string | null = null;

  /** SHA-256 of the code by which the sender asks for the state. */
  @Property({ type: 'text', hidden: true })
  codeHash!: string;
}
