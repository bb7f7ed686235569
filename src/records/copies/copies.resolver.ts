import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { Carriage } from './carriage.entity.js';
import { AllowCopyInput, RecordCarriageInput } from './copies.inputs.js';
import { Copies } from './copies.js';
import { FileCopy } from './fileCopy.entity.js';

@Resolver()
export class CopiesResolver {
  @Mutation(() => FileCopy, {
    nullable: true,
    description: 'Allows a copy or an excerpt and enters it in the register. A loan gives no right to one.',
  })
  allowCopy(@Arg('input', () => AllowCopyInput) input: AllowCopyInput, @Ctx() context: SignedInContext) {
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
