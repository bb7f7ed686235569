import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../src/context.js';
import { KeepingInspection } from './keepingInspection.entity.js';
import { RecordInspectionInput } from './keepingInspection.inputs.js';
import { KeepingInspectionService } from './keepingInspection.service.js';

@Resolver(() => KeepingInspection)
export class KeepingInspectionResolver {
  @Mutation(() => KeepingInspection, {
    nullable: true,
    description:
      'Records that the keeping of all files was inspected (P01.A14), which is due once every half year. For a half year that is over it is late.',
  })
  recordInspection(
    @Arg('input', () => RecordInspectionInput) input: RecordInspectionInput,
    @Ctx() context: SignedInContext,
  ) {
    return new KeepingInspectionService(context).record(input);
  }
}
