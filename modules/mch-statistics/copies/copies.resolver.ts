import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { RegisterCopyArgs, RetireCopyArgs, VerifyCopyArgs } from './copies.inputs.js';
import { CopyService } from './copies.service.js';
import { CopyStatus } from './copies.types.js';
import { copyStatus } from './copyStatus.js';
import { DatabaseCopy } from './databaseCopy.entity.js';

@Resolver(() => DatabaseCopy)
export class CopyResolver {
  @Query(() => [CopyStatus], {
    description: 'Whether there are two copies of database and programs in good order, and what is missing (P11.A05).',
  })
  databaseCopyStatus(@Ctx() context: SignedInContext) {
    return copyStatus(context);
  }

  @Mutation(() => DatabaseCopy, {
    nullable: true,
    description:
      'Registers a labelled copy with its place. A copy of the database is known by the sum of a backup that was taken of this database (P11.A05).',
  })
  registerDatabaseCopy(@Args(() => RegisterCopyArgs) args: RegisterCopyArgs, @Ctx() context: SignedInContext) {
    return new CopyService(context).register(args);
  }

  @Mutation(() => DatabaseCopy, {
    nullable: true,
    description:
      'Records that a copy was restored, by the code that the command said and that is compared here, or that it could not be (P11.A05).',
  })
  verifyDatabaseCopy(@Args(() => VerifyCopyArgs) args: VerifyCopyArgs, @Ctx() context: SignedInContext) {
    return new CopyService(context).verify(args);
  }

  @Mutation(() => DatabaseCopy, { nullable: true, description: 'The copy is kept no more, and counts no more.' })
  retireDatabaseCopy(@Args(() => RetireCopyArgs) args: RetireCopyArgs, @Ctx() context: SignedInContext) {
    return new CopyService(context).retire(args);
  }
}
