import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { ImportJob } from '../../../src/importing/importJob.entity.js';
import { ExportedValues, ExportValuesArgs, ImportedValues, ImportValuesArgs } from './exchange.types.js';
import { exportValues } from './export.service.js';
import { ImportService } from './import.service.js';
import { importSummary } from './importSummary.js';
import { DataValueImport } from './importSummary.types.js';
import { startImport } from './startImport.js';

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
      'Enters the values of a file of DHIS2, a report at a time, with what became of them. The rules of enterValues hold: nothing is overwritten, and nothing enters what is handed in or locked (P11.A02). At most 200 000 values; more with importDataValueFile.',
  })
  importDataValues(@Args(() => ImportValuesArgs) args: ImportValuesArgs, @Ctx() context: SignedInContext) {
    return new ImportService(context, args).run();
  }

  @Mutation(() => ImportJob, {
    nullable: true,
    description:
      'The same for a file of at most 5 000 000 values, as a job that goes on after a restart of the server. The file is read to its end before anything is entered; then each report is entered or refused with the rights that you have at that moment. Answers when it is done, or after five seconds while it goes on: follow it with importJob or dataValueImport, end it with cancelImport.',
  })
  importDataValueFile(@Args(() => ImportValuesArgs) args: ImportValuesArgs, @Ctx() context: SignedInContext) {
    return startImport(context, args);
  }

  @Query(() => DataValueImport, {
    nullable: true,
    description: 'The import summary of an importDataValueFile of yours, also while it goes on; null for any other id.',
  })
  dataValueImport(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return importSummary(context, id);
  }
}
