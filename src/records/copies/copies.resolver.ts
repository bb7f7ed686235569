import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../context.js';
import { OnRequestArgs } from '../loans/loans.resolver.js';
import { Carriage } from './carriage.entity.js';
import { CopyInput, RecordCarriageInput } from './copies.inputs.js';
import { Copies } from './copies.js';
import { FileCopy } from './fileCopy.entity.js';

@Resolver()
export class CopiesResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Asks to copy or excerpt a file that you see. Once it is approved, copyOnRequest enters it.',
  })
  requestCopy(@Arg('input', () => CopyInput) input: CopyInput, @Ctx() context: SignedInContext) {
    return new Copies(context).request(input);
  }

  @Mutation(() => FileCopy, {
    nullable: true,
    description: 'Enters a copy or an excerpt in the register that was made on an approved request.',
  })
  copyOnRequest(@Args(() => OnRequestArgs) { fileId, requestId }: OnRequestArgs, @Ctx() context: SignedInContext) {
    return new Copies(context).copyOnRequest(fileId, requestId);
  }

  @Mutation(() => FileCopy, {
    nullable: true,
    description:
      'Allows a copy or an excerpt to somebody else and enters it in the register, without a request. A loan gives no right to one.',
  })
  allowCopy(@Arg('input', () => CopyInput) input: CopyInput, @Ctx() context: SignedInContext) {
    return new Copies(context).allow(input);
  }

  @Mutation(() => Carriage, {
    nullable: true,
    description:
      'Records that a named person receives, sends, passes on or carries out a file, with the safety measures.',
  })
  recordCarriage(@Arg('input', () => RecordCarriageInput) input: RecordCarriageInput, @Ctx() context: SignedInContext) {
    return new Copies(context).carry(input);
  }
}
