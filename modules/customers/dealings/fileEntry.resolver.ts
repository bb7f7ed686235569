import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { FileEntry } from './fileEntry.entity.js';
import { AddFileEntryArgs, CorrectFileEntryArgs } from './fileEntry.inputs.js';
import { FileEntryService } from './fileEntry.service.js';

@Resolver(() => FileEntry)
export class FileEntryResolver {
  @Mutation(() => FileEntry, {
    nullable: true,
    description:
      'Enters something into a customer file: a contact, letter, fax, call, visit, reception, trade, major change, or that it was consulted before a contract (P02.A04, P02.A05, P02.A08, P04.A03, P04.A05).',
  })
  addFileEntry(@Args(() => AddFileEntryArgs) { customerId, input }: AddFileEntryArgs, @Ctx() context: SignedInContext) {
    return new FileEntryService(context).add(customerId, input);
  }

  @Mutation(() => FileEntry, {
    nullable: true,
    description:
      'Corrects an entry by a further one; the wrong one stays. For whoever entered it and customer service. CONFLICT if it was corrected already.',
  })
  correctFileEntry(
    @Args(() => CorrectFileEntryArgs) { id, input }: CorrectFileEntryArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FileEntryService(context).correct(id, input);
  }
}
