import { Arg, Args, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import {
  AddLibraryItemInput,
  AnnounceItemsArgs,
  ClaimIssueArgs,
  ExpectIssuesArgs,
  ReceiveIssueArgs,
} from './library.inputs.js';
import { LibraryService } from './library.service.js';
import { JournalIssue, LibraryItem } from './libraryItem.entity.js';

@Resolver(() => LibraryItem)
export class LibraryResolver {
  @Mutation(() => LibraryItem, {
    nullable: true,
    description: 'Adds a book or a journal, which has to be announced within 10 working days (P08.A06).',
  })
  addLibraryItem(@Arg('input', () => AddLibraryItemInput) input: AddLibraryItemInput, @Ctx() context: SignedInContext) {
    return new LibraryService(context).add(input);
  }

  @Mutation(() => Int, { description: 'Registers issues that are to come, all or none (P08.A06). Answers how many.' })
  expectJournalIssues(@Args(() => ExpectIssuesArgs) args: ExpectIssuesArgs, @Ctx() context: SignedInContext) {
    return new LibraryService(context).expect(args);
  }

  @Mutation(() => JournalIssue, { nullable: true, description: 'An issue has come.' })
  receiveJournalIssue(@Args(() => ReceiveIssueArgs) args: ReceiveIssueArgs, @Ctx() context: SignedInContext) {
    return new LibraryService(context).receive(args);
  }

  @Mutation(() => JournalIssue, {
    nullable: true,
    description: 'A missing issue was claimed from the supplier (催缺).',
  })
  claimJournalIssue(@Args(() => ClaimIssueArgs) args: ClaimIssueArgs, @Ctx() context: SignedInContext) {
    return new LibraryService(context).claim(args);
  }

  @Mutation(() => Int, {
    description: 'Tells the heads of departments what is new (P08.A06). Answers how many departments were told.',
  })
  announceLibraryItems(@Args(() => AnnounceItemsArgs) args: AnnounceItemsArgs, @Ctx() context: SignedInContext) {
    return new LibraryService(context).announce(args);
  }
}
