import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataSetEdition } from './dataSetEdition.entity.js';
import { ReviseDataSetArgs, ReviseElementArgs } from './editions.inputs.js';
import { EditionService } from './editions.service.js';
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

  @Mutation(() => DataElement, {
    nullable: true,
    description:
      'Words a data element anew, or gives it another range, from a period on of which nothing was entered yet; reports of earlier ones show it as it was. What it counts in, and by what it is broken down, never changes: that is another element.',
  })
  reviseDataElement(@Args(() => ReviseElementArgs) args: ReviseElementArgs, @Ctx() context: SignedInContext) {
    return reviseElement(context, args);
  }
}
