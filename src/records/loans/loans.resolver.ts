import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../context.js';
import { Characters, IdOf } from '../../graphql/inputChecks.js';
import { FileLoan } from './fileLoan.entity.js';
import { LoanInput } from './loans.inputs.js';
import { Loans } from './loans.js';

/** An approved request about a file. */
@ArgsType()
export class OnRequestArgs {
  @Field(() => ID)
  fileId!: string;

  @Field(() => ID, { description: 'The approved request. It can be used once, within 30 days.' })
  @IdOf({ en: 'request', zh: '申请' })
  requestId!: string;
}

@ArgsType()
class ReturnFileArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'What was found, for example a missing sheet.' })
  @Characters(0, 500)
  condition?: string | null;
}

@Resolver()
export class LoansResolver {
  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks to borrow a file that you see, for yourself or for somebody else. Once it is approved, lendOnRequest hands it out.',
  })
  requestLoan(@Arg('input', () => LoanInput) input: LoanInput, @Ctx() context: SignedInContext) {
    return new Loans(context).request(input);
  }

  @Mutation(() => FileLoan, {
    nullable: true,
    description:
      'At the counter: enters the request that somebody hands in on paper, approves it and lends the file. CONFLICT while it is on loan; BAD_USER_INPUT for a borrower who may not read it; INVALID_STATE where a further signature is asked for: then use requestLoan.',
  })
  lendFile(@Arg('input', () => LoanInput) input: LoanInput, @Ctx() context: SignedInContext) {
    return new Loans(context).lendAtCounter(input);
  }

  @Mutation(() => FileLoan, {
    nullable: true,
    description: 'Hands a file out on an approved request, and enters the loan in the register.',
  })
  lendOnRequest(@Args(() => OnRequestArgs) { fileId, requestId }: OnRequestArgs, @Ctx() context: SignedInContext) {
    return new Loans(context).lendOnRequest(fileId, requestId);
  }

  @Mutation(() => FileLoan, {
    nullable: true,
    description: 'Signs a returned file off in the register, at once. Nobody signs off a loan of their own.',
  })
  returnFile(@Args(() => ReturnFileArgs) { id, version, condition }: ReturnFileArgs, @Ctx() context: SignedInContext) {
    return new Loans(context).giveBack(id, version, condition?.trim() || null);
  }
}
