import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { Liaison } from './liaison.entity.js';
import { AssignLiaisonArgs, EndLiaisonArgs, ReplaceLiaisonArgs } from './liaison.inputs.js';
import { LiaisonService } from './liaison.service.js';

@Resolver(() => Liaison)
export class LiaisonResolver {
  @Mutation(() => Liaison, {
    nullable: true,
    description:
      'Names somebody of ours who is in contact with a customer (P02.A08). CONFLICT if the person is already.',
  })
  assignLiaison(
    @Args(() => AssignLiaisonArgs) { customerId, personId }: AssignLiaisonArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new LiaisonService(context).assign(customerId, personId);
  }

  @Mutation(() => Liaison, {
    nullable: true,
    description:
      'Somebody of ours is in contact no longer. From then on it is due to tell the customer and name a successor (P02.A08).',
  })
  endLiaison(@Args(() => EndLiaisonArgs) args: EndLiaisonArgs, @Ctx() context: SignedInContext) {
    return new LiaisonService(context).end(args);
  }

  @Mutation(() => Liaison, {
    nullable: true,
    description: 'Names the successor, of whom the customer was told, and answers that one (P02.A08).',
  })
  replaceLiaison(@Args(() => ReplaceLiaisonArgs) args: ReplaceLiaisonArgs, @Ctx() context: SignedInContext) {
    return new LiaisonService(context).replace(args);
  }
}
