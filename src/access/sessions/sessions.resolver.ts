import { MaxLength } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../context.js';
import { says } from '../../graphql/inputChecks.js';
import { SignInPayload, signInPayload } from '../access.resolver.js';
import { Session } from './session.entity.js';

@ArgsType()
class RefreshSessionArgs {
  @Field(() => String)
  @MaxLength(200, says({ en: 'This is no refresh token: it is too long.', zh: '这不是 refreshToken：过长。' }))
  refreshToken!: string;
}

@Resolver(() => Session)
export class SessionsResolver {
  @Mutation(() => SignInPayload, {
    description:
      'Gives a new access token and a new refresh token; the old one is used up. UNAUTHENTICATED if the session has ended, which using a refresh token twice does too. An answer that was lost can be asked for again within 30 seconds.',
  })
  async refreshSession(
    @Args(() => RefreshSessionArgs) { refreshToken }: RefreshSessionArgs,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return signInPayload(await context.core.access.sessions.refresh(context, refreshToken), context);
  }

  @Mutation(() => Boolean, { description: 'Ends my session; its tokens are refused from the next request on.' })
  async signOut(@Ctx() context: SignedInContext): Promise<boolean> {
    await context.core.access.sessions.signOut(context);
    return true;
  }

  @Mutation(() => Session, {
    nullable: true,
    description:
      'Ends a session of mine, or as administrator one of anybody; its tokens are refused from the next request on.',
  })
  endSession(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext): Promise<Session> {
    return context.core.access.sessions.end(context, id);
  }
}
