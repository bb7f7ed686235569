import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../src/context.js';
import { checkPortal } from './portalCheck.js';
import { PortalCheck } from './portalCheck.types.js';

@Resolver()
export class PortalCheckResolver {
  @Query(() => PortalCheck, {
    nullable: true,
    description:
      'Checks the portal as it is, or as it was: home page, columns without update, empty columns, unanswered messages (P03.A01).',
  })
  portalCheck(
    @Arg('at', () => Date, { nullable: true, description: 'A moment that is over; now without it.' })
    at: Date | null,
    @Ctx() context: Context,
  ) {
    return checkPortal(context, at ?? context.now);
  }
}
