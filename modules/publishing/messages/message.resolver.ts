import { Arg, Args, Ctx, Extensions, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { CitizenMessage } from './citizenMessage.entity.js';
import { leaveMessage, messageState } from './leaving.js';
import {
  AnswerMessageArgs,
  AssignMessageArgs,
  LeaveMessageInput,
  MessageStateArgs,
  PublishMessageArgs,
  SpamArgs,
  WithdrawMessageArgs,
} from './message.inputs.js';
import { MessageService } from './message.service.js';
import { MessageReceipt, MessageState } from './message.types.js';

@Resolver(() => CitizenMessage)
export class MessageResolver {
  @Extensions({ triesLink: true })
  @Mutation(() => MessageReceipt, {
    nullable: true,
    description:
      'Leaves a message for the office; nobody needs to sign in (留言). RATE_LIMITED beyond what one address may leave on a day (interpretation publishing.messagesADay, 10), BAD_USER_INPUT for forbidden words (P03.A06).',
  })
  leaveMessage(@Arg('message', () => LeaveMessageInput) message: LeaveMessageInput, @Ctx() context: Context) {
    return leaveMessage(context, message);
  }

  @Extensions({ triesLink: true })
  @Query(() => MessageState, {
    nullable: true,
    description:
      'How far a message is, for whoever has its receipt. NOT_FOUND for an unknown number and a wrong code alike.',
  })
  messageState(@Args(() => MessageStateArgs) args: MessageStateArgs, @Ctx() context: Context) {
    return messageState(context, args);
  }

  @Mutation(() => CitizenMessage, {
    nullable: true,
    description: 'Gives a message to the unit that answers it, or to another one as long as none has (P03.A01).',
  })
  assignMessage(@Args(() => AssignMessageArgs) args: AssignMessageArgs, @Ctx() context: SignedInContext) {
    return new MessageService(context).assign(args);
  }

  @Mutation(() => CitizenMessage, {
    nullable: true,
    description: 'Answers a message of your unit, or changes the answer as long as it is not published (P03.A01).',
  })
  answerMessage(@Args(() => AnswerMessageArgs) args: AnswerMessageArgs, @Ctx() context: SignedInContext) {
    return new MessageService(context).answer(args);
  }

  @Mutation(() => CitizenMessage, {
    nullable: true,
    description:
      'Reviews a message with its answer and publishes both; not by who answered. Asks for a reason where screening flags something (P03.A06).',
  })
  publishMessage(@Args(() => PublishMessageArgs) args: PublishMessageArgs, @Ctx() context: SignedInContext) {
    return new MessageService(context).publish(args);
  }

  @Mutation(() => CitizenMessage, {
    nullable: true,
    description: 'Takes a message with its answer off the portal; it can be answered and published again (P03.A06).',
  })
  withdrawMessage(@Args(() => WithdrawMessageArgs) args: WithdrawMessageArgs, @Ctx() context: SignedInContext) {
    return new MessageService(context).withdraw(args);
  }

  @Mutation(() => CitizenMessage, {
    nullable: true,
    description:
      'Marks a message that nobody has answered as spam (垃圾留言): its duty is dropped and the check of the portal does not count it (P03.A01).',
  })
  markSpam(@Args(() => SpamArgs) args: SpamArgs, @Ctx() context: SignedInContext) {
    return new MessageService(context).markSpam(args);
  }

  @Mutation(() => CitizenMessage, {
    nullable: true,
    description:
      'Takes the mark of spam back: the message is with its unit or the office again, and the term runs from when it was left (P03.A01).',
  })
  unmarkSpam(@Args(() => SpamArgs) args: SpamArgs, @Ctx() context: SignedInContext) {
    return new MessageService(context).unmarkSpam(args);
  }
}
