import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { ExportedValues, ExportValuesArgs, ImportedValues, ImportValuesArgs } from './exchange.types.js';
import { exportValues } from './export.service.js';
import { ImportService } from './import.service.js';

@Resolver(() => ImportedValues)
export class ExchangeResolver {
  @Query(() => ExportedValues, {
    description: 'The present values of a form, as DHIS2 exchanges them; at most 200 000. Recorded as an export.',
  })
  exportDataValues(@Args(() => ExportValuesArgs) args: ExportValuesArgs, @Ctx() context: SignedInContext) {
    return exportValues(context, args);
  }

  @Mutation(() => ImportedValues, {
    description:
      'Enters the values of a file of DHIS2, a report at a time, with what became of them. The rules of enterValues hold: nothing is overwritten, and nothing enters what is handed in or locked (P11.A02).',
  })
  importDataValues(@Args(() => ImportValuesArgs) args: ImportValuesArgs, @Ctx() context: SignedInContext) {
    return new ImportService(context, args).run();
  }
}
