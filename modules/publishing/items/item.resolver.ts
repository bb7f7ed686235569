import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import {
  ClassifyItemArgs,
  DraftItemInput,
  EditItemVersionArgs,
  ItemVersionArgs,
  PublishItemVersionArgs,
  ReviseItemArgs,
  WithdrawItemArgs,
} from './item.inputs.js';
import { ItemService } from './item.service.js';
import { ItemVersion } from './itemVersion.entity.js';
import { PortalItem } from './portalItem.entity.js';
import { PublicationService } from './publication.service.js';

@Resolver(() => PortalItem)
export class PortalItemResolver {
  @Mutation(() => PortalItem, {
    nullable: true,
    description:
      'Drafts an item with its first version. By when it is to be submitted depends on its form and on when what it tells of happened (P03.A04).',
  })
  draftItem(@Arg('input', () => DraftItemInput) input: DraftItemInput, @Ctx() context: SignedInContext) {
    return new ItemService(context).draft(input);
  }

  @Mutation(() => ItemVersion, {
    nullable: true,
    description:
      'Begins a further version with what was published last. What is live stays so until this one is reviewed and published (P03.A06). INVALID_STATE while another version is open.',
  })
  reviseItem(@Args(() => ReviseItemArgs) args: ReviseItemArgs, @Ctx() context: SignedInContext) {
    return new ItemService(context).revise(args);
  }

  @Mutation(() => PortalItem, {
    nullable: true,
    description: 'Takes a published item off the portal at once (P03.A06).',
  })
  withdrawItem(@Args(() => WithdrawItemArgs) args: WithdrawItemArgs, @Ctx() context: SignedInContext) {
    return new PublicationService(context).withdraw(args);
  }

  @Mutation(() => PortalItem, {
    nullable: true,
    description: 'Raises the label of an item, which takes it off the portal in the same moment (P03.A06).',
  })
  classifyItem(@Args(() => ClassifyItemArgs) args: ClassifyItemArgs, @Ctx() context: SignedInContext) {
    return new PublicationService(context).classify(args);
  }
}

@Resolver(() => ItemVersion)
export class ItemVersionResolver {
  @Mutation(() => ItemVersion, {
    nullable: true,
    description: 'Writes a draft anew, or a version that was returned. It has to be proof-read again (P03.A05).',
  })
  editItemVersion(@Args(() => EditItemVersionArgs) args: EditItemVersionArgs, @Ctx() context: SignedInContext) {
    return new ItemService(context).edit(args);
  }

  @Mutation(() => ItemVersion, {
    nullable: true,
    description: 'Says that you have proof-read a version as it is; never what you wrote yourself (P03.A05).',
  })
  proofreadItemVersion(@Args(() => ItemVersionArgs) { id, version }: ItemVersionArgs, @Ctx() context: SignedInContext) {
    return new ItemService(context).proofread(id, version);
  }

  @Mutation(() => ItemVersion, {
    nullable: true,
    description:
      'Submits a version for its review, or again after it was returned. BAD_USER_INPUT names all that is missing: text, source, what the category asks for, proof-reading, the label PUBLIC (P03.A05, P03.A06).',
  })
  submitItemVersion(@Args(() => ItemVersionArgs) { id, version }: ItemVersionArgs, @Ctx() context: SignedInContext) {
    return new ItemService(context).submit(id, version);
  }

  @Mutation(() => ItemVersion, {
    nullable: true,
    description:
      'Publishes a reviewed version at once or at a time, in the place of the live one. Whoever publishes answers for it (P03.A06).',
  })
  publishItemVersion(
    @Args(() => PublishItemVersionArgs) args: PublishItemVersionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new PublicationService(context).publish(args);
  }

  @Mutation(() => ItemVersion, {
    nullable: true,
    description: 'Calls a scheduled publication off; the version stays reviewed.',
  })
  unscheduleItemVersion(
    @Args(() => ItemVersionArgs) { id, version }: ItemVersionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new PublicationService(context).unschedule(id, version);
  }

  @Mutation(() => ItemVersion, {
    nullable: true,
    description: 'Gives a version up that is neither live nor in review. What is live stays so.',
  })
  discardItemVersion(@Args(() => ItemVersionArgs) { id, version }: ItemVersionArgs, @Ctx() context: SignedInContext) {
    return new ItemService(context).discard(id, version);
  }
}
