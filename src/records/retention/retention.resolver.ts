import { ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import type { Context, SignedInContext } from '../../context.js';
import { dateProblem } from '../../graphql/dates.js';
import { Characters, Satisfies } from '../../graphql/inputChecks.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import { DisposalAction } from '../archiveDefinition.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { OnRequestArgs } from '../loans/loans.resolver.js';
import { Destruction } from './destruction.entity.js';
import { Destructions } from './destructions.js';
import { LegalHold } from './legalHold.entity.js';
import { DestructionInput, ReviewFileInput } from './retention.inputs.js';
import { Retention } from './retention.js';

registerTitledEnum(DisposalAction, {
  name: 'DisposalAction',
  description: 'What becomes of a file when its retention has ended.',
  values: {
    KEEP: { title: { en: 'Kept for ever', zh: '永久保管' } },
    REVIEW: { title: { en: 'Reviewed', zh: '鉴定' } },
    DESTROY: { title: { en: 'Destroyed', zh: '销毁' } },
  },
});

@ObjectType('RetentionClass', {
  description: 'Says how long files are kept, and what becomes of them then (保管期限).',
})
class RetentionClassType {
  @Field(() => String, { description: 'Type of the records whose files it is for.' })
  subjectType!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'From the first of January after the year of closing; null for ever.',
  })
  years!: number | null;

  @Field(() => DisposalAction)
  action!: DisposalAction;
}

@ArgsType()
class OfVersion {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
class CloseFileArgs extends OfVersion {
  @Field(() => String, { nullable: true, description: 'Today or before, YYYY-MM-DD; null opens it again.' })
  @Satisfies(dateProblem)
  closedOn?: string | null;
}

@ArgsType()
class ReviewFileArgs extends OfVersion {
  @Field(() => ReviewFileInput)
  @ValidateNested()
  input!: ReviewFileInput;
}

@ArgsType()
class ReasonArgs extends OfVersion {
  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}

@ArgsType()
class PlaceHoldArgs {
  @Field(() => ID)
  fileId!: string;

  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}

@Resolver()
export class RetentionResolver {
  @Query(() => [RetentionClassType], { description: 'All retention classes; a file has exactly one.' })
  retentionClasses(@Ctx() { core: { archives }, locale }: Context): RetentionClassType[] {
    return [...archives].flatMap(([subjectType, { retentionClasses }]) =>
      Object.entries(retentionClasses).map(([code, { title, years, action }]) => ({
        subjectType,
        code,
        title: title[locale],
        years: years ?? null,
        action,
      })),
    );
  }

  @Mutation(() => ArchiveFile, {
    nullable: true,
    description:
      'Says that nothing more comes into a file: from then on its retention counts. INVALID_STATE where the record itself says so.',
  })
  closeFile(@Args(() => CloseFileArgs) { id, version, closedOn }: CloseFileArgs, @Ctx() context: SignedInContext) {
    return new Retention(context).close(id, version, closedOn ?? null);
  }

  @Mutation(() => ArchiveFile, {
    nullable: true,
    description: 'Decides about a file whose retention has ended. INVALID_STATE before that.',
  })
  reviewFile(@Args(() => ReviewFileArgs) { id, version, input }: ReviewFileArgs, @Ctx() context: SignedInContext) {
    return new Retention(context).review(id, version, input);
  }

  @Mutation(() => LegalHold, { nullable: true, description: 'Stops the disposal of a file.' })
  placeHold(@Args(() => PlaceHoldArgs) { fileId, reason }: PlaceHoldArgs, @Ctx() context: SignedInContext) {
    return new Retention(context).hold(fileId, reason);
  }

  @Mutation(() => LegalHold, { nullable: true, description: 'Lifts a hold, with a reason.' })
  liftHold(@Args(() => ReasonArgs) { id, version, reason }: ReasonArgs, @Ctx() context: SignedInContext) {
    return new Retention(context).lift(id, version, reason);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks for the destruction of a file whose retention has ended and names two witnesses. INVALID_STATE under a legal hold, on loan, or before a review where its class asks for one.',
  })
  requestDestruction(@Arg('input', () => DestructionInput) input: DestructionInput, @Ctx() context: SignedInContext) {
    return new Destructions(context).request(input);
  }

  @Mutation(() => Destruction, {
    nullable: true,
    description:
      'Orders the destruction on an approved request; its two witnesses then sign. What stops a request stops this as well.',
  })
  orderDestruction(@Args(() => OnRequestArgs) { fileId, requestId }: OnRequestArgs, @Ctx() context: SignedInContext) {
    return new Destructions(context).order(fileId, requestId);
  }

  @Mutation(() => Destruction, { nullable: true, description: 'Takes the order back.' })
  cancelDestruction(@Args(() => ReasonArgs) { id, version, reason }: ReasonArgs, @Ctx() context: SignedInContext) {
    return new Destructions(context).cancel(id, version, reason);
  }

  @Mutation(() => Destruction, {
    nullable: true,
    description:
      'Signs as one of its two witnesses. The second signature destroys content and key; it cannot be undone.',
  })
  witnessDestruction(@Args(() => OfVersion) { id, version }: OfVersion, @Ctx() context: SignedInContext) {
    return new Destructions(context).witness(id, version);
  }
}
