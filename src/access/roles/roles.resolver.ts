import { Arg, Args, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../context.js';
import { RoleAssignment } from '../roleAssignment.entity.js';
import { AssignRoleInput, EndRoleArgs } from './roles.inputs.js';
import { Roles, rolesOf } from './roles.js';

@ObjectType('Role', { description: 'What somebody can be (角色); each is brought by a module.' })
class RoleType {
  @Field(() => String, { description: 'For example CUSTOMER_SERVICE_MANAGER.' })
  name!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'The module that brings it.' })
  module!: string;
}

@Resolver(() => RoleAssignment)
export class RolesResolver {
  @Query(() => [RoleType], { description: 'All roles that can be assigned.' })
  roles(@Ctx() { core, locale }: Context): RoleType[] {
    return rolesOf(core.switching.modules).map(({ title, ...role }) => ({ ...role, title: title[locale] }));
  }

  @Mutation(() => RoleAssignment, {
    nullable: true,
    description:
      'Gives somebody else a role, from their next request on. FORBIDDEN for yourself; INVALID_STATE if somebody became ADMINISTRATOR and AUDITOR at the same time.',
  })
  assignRole(
    @Arg('input', () => AssignRoleInput) input: AssignRoleInput,
    @Ctx() context: SignedInContext,
  ): Promise<RoleAssignment> {
    return new Roles(context).assign(input);
  }

  @Mutation(() => RoleAssignment, {
    nullable: true,
    description:
      'Ends a role; one that has not begun by then never does. INVALID_STATE for the last ADMINISTRATOR without an end.',
  })
  endRole(
    @Args(() => EndRoleArgs) { id, version, at }: EndRoleArgs,
    @Ctx() context: SignedInContext,
  ): Promise<RoleAssignment> {
    return new Roles(context).end(id, version, at ?? null);
  }
}
