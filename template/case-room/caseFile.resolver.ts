import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../src/context.js';
import { CaseFile } from './caseFile.entity.js';
import { CloseCaseFileArgs, RegisterCaseFileInput } from './caseFile.inputs.js';
import { CaseFileService } from './caseFile.service.js';

@Resolver(() => CaseFile)
export class CaseFileResolver {
  @Mutation(() => CaseFile, {
    nullable: true,
    description: 'Enters it in the register and gives it a number (CASE-ROOM.A01).',
  })
  registerCaseFile(
    @Arg('input', () => RegisterCaseFileInput) input: RegisterCaseFileInput,
    @Ctx() context: SignedInContext,
  ) {
    return new CaseFileService(context).register(input);
  }

  @Mutation(() => CaseFile, {
    nullable: true,
    description:
      'Closes what is open (CASE-ROOM.A01). CONFLICT for a version that is no longer the newest, INVALID_STATE if it is closed already.',
  })
  closeCaseFile(@Args(() => CloseCaseFileArgs) { id, version }: CloseCaseFileArgs, @Ctx() context: SignedInContext) {
    return new CaseFileService(context).close(id, version);
  }
}
