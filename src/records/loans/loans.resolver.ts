import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { Characters } from '../../graphql/inputChecks.js';
import { FileLoan } from './fileLoan.entity.js';
import { LendFileInput } from './loans.inputs.js';
import { Loans } from './loans.js';

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
  @Mutation(() => FileLoan, {
    nullable: true,
    description:
      'Lends a file for three days and enters it in the register. CONFLICT while it is on loan; BAD_USER_INPUT for somebody who may not read it.',
  })
  lendFile(@Arg('input', () => LendFileInput) { fileId, ...order }: LendFileInput, @Ctx() context: SignedInContext) {
    return new Loans(context).lend(fileId, order);
  }

  @Mutation(() => FileLoan, {
    nullable: true,
    description: 'Signs a returned file off in the register, at once. Nobody signs off a loan of their own.',
  })
  returnFile(@Args(() => ReturnFileArgs) { id, version, condition }: ReturnFileArgs, @Ctx() context: SignedInContext) {
    return new Loans(context).giveBack(id, version, condition?.trim() || null);
  }
}
