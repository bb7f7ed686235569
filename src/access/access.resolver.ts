import { Args, ArgsType, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { Characters } from '../graphql/inputChecks.js';
import { Label } from './labels.js';
import type { SignedIn } from './sessions/sessions.js';
import type { Viewer } from './viewer.js';
import { viewerCalls } from './viewerCalls.js';

@ObjectType('Viewer', { description: 'Who I am and what I may do.' })
export class ViewerType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  displayName!: string;

  @Field(() => [String], { description: 'Roles in force now.' })
  roles!: string[];

  @Field(() => [ID], { description: 'Departments in which I hold a role, with all departments below them.' })
  departments!: string[];

  @Field(() => Label)
  clearance!: Label;

  @Field(() => [String])
  compartments!: string[];

  @Field(() => Boolean, { description: 'Signed in with a one-time password: only changePassword is open.' })
  mustChangePassword!: boolean;

  @Field(() => ID, { nullable: true, description: 'My session; null if an outside identity provider signed me in.' })
  sessionId!: string | null;

  @Field(() => [String], { description: 'Queries and mutations that I may call; for some the record has a say too.' })
  mayCall!: string[];
}

@ObjectType({ description: 'A session that has begun.' })
export class SignInPayload {
  @Field(() => String, { description: 'Send it as "Authorization: Bearer …".' })
  accessToken!: string;

  @Field(() => String, { description: 'For refreshSession, once. Keep it as you would keep a password.' })
  refreshToken!: string;

  @Field(() => Date, { description: 'When the access token expires.' })
  expiresAt!: Date;

  @Field(() => ViewerType)
  viewer!: ViewerType;
}

@ArgsType()
class SignInArgs {
  @Field(() => String)
  @Characters(0, 200)
  name!: string;

  @Field(() => String)
  @Characters(0, 1000)
  password!: string;
}

@ArgsType()
class ChangePasswordArgs {
  @Field(() => String)
  @Characters(0, 1000)
  currentPassword!: string;

  @Field(() => String, { description: '12 to 200 characters, not your name, not a common one.' })
  @Characters(0, 1000)
  newPassword!: string;
}

const viewerType = (viewer: Viewer, context: Context, sessionId = context.sessionId): ViewerType => ({
  id: viewer.personId!,
  name: viewer.name,
  displayName: viewer.displayName,
  roles: [...viewer.roles].sort(),
  departments: [...viewer.departments],
  clearance: viewer.clearance,
  compartments: [...viewer.compartments],
  mustChangePassword: viewer.mustChangePassword,
  sessionId: sessionId ?? null,
  mayCall: viewerCalls(viewer, context),
});

export const signInPayload = ({ viewer, sessionId, ...tokens }: SignedIn, context: Context): SignInPayload => ({
  ...tokens,
  viewer: viewerType(viewer, context, sessionId),
});

@Resolver()
export class AccessResolver {
  @Query(() => ViewerType, { nullable: true, description: 'Who I am; null for somebody who has not signed in.' })
  viewer(@Ctx() context: Context): ViewerType | null {
    return context.viewer.personId ? viewerType(context.viewer, context) : null;
  }

  @Mutation(() => SignInPayload, {
    description:
      'Begins a session. UNAUTHENTICATED if name or password is wrong, and for a while after repeated failures.',
  })
  async signIn(
    @Args(() => SignInArgs) { name, password }: SignInArgs,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return signInPayload(await context.core.access.signIn.signIn(context, name, password), context);
  }

  @Mutation(() => ViewerType, { description: 'Replaces my own password and ends all my other sessions.' })
  async changePassword(
    @Args(() => ChangePasswordArgs) { currentPassword, newPassword }: ChangePasswordArgs,
    @Ctx() context: SignedInContext,
  ): Promise<ViewerType> {
    const { access } = context.core;
    await access.signIn.changePassword(context, currentPassword, newPassword);
    return viewerType((await access.viewerOf(context.viewer.personId))!, context);
  }
}
