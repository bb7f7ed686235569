import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../context.js';
import { cancelImport } from './cancelling.js';
import { ImportJob } from './importJob.entity.js';

@Resolver(() => ImportJob)
export class CancelResolver {
  @Mutation(() => ImportJob, {
    nullable: true,
    description:
      'Ends an import of yours that is under way: the batch under way is undone, lines that were counted are kept. It takes no version, because the counts change all the time. INVALID_STATE where it has ended already.',
  })
  cancelImport(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return cancelImport(context, id);
  }
}
