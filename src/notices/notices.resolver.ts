import { ArrayMaxSize, IsUUID, Matches } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { says } from '../graphql/inputChecks.js';
import { Needs } from '../reading/decorators.js';
import { Notice } from './notice.entity.js';

@InputType({ description: 'Notices of yours.' })
class MarkNoticesReadInput {
  @Field(() => [ID], { nullable: true, description: 'At most 100; all of yours unless given.' })
  @ArrayMaxSize(100, says({ en: 'Give at most 100, or none for all.', zh: '最多 100 项；省略即全部。' }))
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of notices.', zh: '请给出通知的 id。' }) })
  ids?: string[] | null;
}

@ArgsType()
class SetNoticeAddressArgs {
  @Field(() => String, { nullable: true, description: 'Where notices are mailed to as well; null: nowhere.' })
  @Matches(
    /^[^\s@<>",;]{1,64}@[a-zA-Z0-9.-]{1,200}$/,
    says({ en: 'Give an address such as name@company.example.', zh: '请填写邮箱地址，例如 name@company.example。' }),
  )
  email?: string | null;
}

@Resolver(() => Notice)
export class NoticesResolver {
  @Mutation(() => Int, { description: 'Marks notices of yours as read. Answers how many were unread.' })
  markNoticesRead(
    @Arg('input', () => MarkNoticesReadInput, { nullable: true }) input: MarkNoticesReadInput | undefined,
    @Ctx() context: SignedInContext,
  ): Promise<number> {
    return context.core.notices.markRead(context, input?.ids ?? undefined);
  }

  @Query(() => String, { nullable: true, description: 'Where your notices are mailed to as well; null: nowhere.' })
  noticeAddress(@Ctx() context: SignedInContext): Promise<string | null> {
    return context.core.notices.address(context);
  }

  @Mutation(() => String, {
    nullable: true,
    description:
      'Says where your notices are mailed to as well, if the platform has a mail server. About what is above INTERNAL a mail says only that something waits.',
  })
  setNoticeAddress(
    @Args(() => SetNoticeAddressArgs) { email }: SetNoticeAddressArgs,
    @Ctx() context: SignedInContext,
  ): Promise<string | null> {
    return context.core.notices.setAddress(context, email ?? null);
  }

  @FieldResolver(() => String, { description: 'In the language of the request.' })
  @Needs('message')
  text(@Root() { message }: Notice, @Ctx() { locale }: Context): string {
    return message[locale];
  }
}
