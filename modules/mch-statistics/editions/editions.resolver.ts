import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataSetEdition } from './dataSetEdition.entity.js';
import { ReviseDataSetArgs, ReviseElementArgs, WithdrawEditionArgs } from './editions.inputs.js';
import { EditionService } from './editions.service.js';
import { withdrawEdition } from './withdrawing.service.js';
import { reviseElement } from './wordings.service.js';

@Resolver(() => DataSetEdition)
export class EditionResolver {
  @Mutation(() => DataSetEdition, {
    nullable: true,
    description:
      'Makes a new edition of a form, with other lines or validation rules, for a period of which nothing was entered yet, and all later ones; earlier reports keep theirs. All that is wrong is told at once. CONFLICT where there is a newer edition.',
  })
  reviseDataSet(@Args(() => ReviseDataSetArgs) args: ReviseDataSetArgs, @Ctx() context: SignedInContext) {
    return new EditionService(context).revise(args);
  }

  @Mutation(() => DataSetEdition, {
    nullable: true,
    description:
      'Withdraws the newest edition of a form, with a reason, as long as nothing was entered for its periods; they have the edition before again. INVALID_STATE afterwards.',
  })
  withdrawEdition(@Args(() => WithdrawEditionArgs) args: WithdrawEditionArgs, @Ctx() context: SignedInContext) {
    return withdrawEdition(context, args);
  }

  @Mutation(() => DataElement, {
    nullable: true,
    description:
      'Words a data element anew, or gives it another range, from a period on of which nothing was entered yet; reports of earlier ones show it as it was. What it counts in, and by what it is broken down, never changes: that is another element.',
  })
  reviseDataElement(@Args(() => ReviseElementArgs) args: ReviseElementArgs, @Ctx() context: SignedInContext) {
    return reviseElement(context, args);
  }
}
