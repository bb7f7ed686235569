import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { ReleaseDraft } from './releaseDraft.entity.js';
import { DraftArgs, DraftReleaseInput } from './releases.inputs.js';
import { ReleaseService } from './releases.service.js';
import { ReleasePreview } from './releases.types.js';

@Resolver(() => ReleaseDraft)
export class ReleaseResolver {
  @Mutation(() => ReleaseDraft, {
    nullable: true,
    description: 'Says what is to be released to the public: a unit with all below it, a time, indicators (P11.A09).',
  })
  draftRelease(@Arg('input', () => DraftReleaseInput) input: DraftReleaseInput, @Ctx() context: SignedInContext) {
    return new ReleaseService(context).draft(input);
  }

  @Mutation(() => ReleasePreview, {
    description:
      'What the release would show now and what it would withhold. Changes nothing. INVALID_STATE where its safety cannot be proven, with what to change.',
  })
  previewRelease(@Args(() => DraftArgs) args: DraftArgs, @Ctx() context: SignedInContext) {
    return new ReleaseService(context).preview(args);
  }

  @Mutation(() => ReleaseDraft, {
    nullable: true,
    description:
      'Asks for the release: the section head reviews, the director signs, and with the signature it is public. Refused as the preview is.',
  })
  requestRelease(@Args(() => DraftArgs) args: DraftArgs, @Ctx() context: SignedInContext) {
    return new ReleaseService(context).request(args);
  }
}
