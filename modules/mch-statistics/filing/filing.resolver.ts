import { Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { batched } from '../../../src/reading/batched.js';
import { Needs } from '../../../src/reading/decorators.js';
import {
  CorrectDischargeArgs,
  FileMedicalRecordsArgs,
  FilingArgs,
  OverdueArgs,
  RegisterDischargesArgs,
  ReturnMedicalRecordArgs,
  VoidMedicalRecordArgs,
} from './filing.inputs.js';
import { deadlinesOf, type FilingDeadline, filingRates, overdueRecords } from './filing.rates.js';
import { FilingService } from './filing.service.js';
import { FiledMedicalRecords, MedicalRecordFiling, OverdueMedicalRecord } from './filing.types.js';
import { MedicalRecord } from './medicalRecord.entity.js';

@Resolver(() => MedicalRecord)
export class FilingResolver {
  @Needs('id')
  @FieldResolver(() => Date, { nullable: true, description: 'The first moment that is too late to file it (P08.A04).' })
  async dueAt(@Root() { id }: MedicalRecord, @Ctx() context: Context): Promise<Date | null> {
    const deadline = await batched<string, FilingDeadline | undefined>(context, deadlinesOf, (ids) =>
      deadlinesOf(context, ids),
    ).load(id);
    return deadline?.dueAt ?? null;
  }

  @Query(() => [MedicalRecordFiling], {
    description:
      'How medical records were filed, by department or by physician, the most overdue first (P08.A04). Counted is what you may see.',
  })
  medicalRecordFiling(@Args(() => FilingArgs) args: FilingArgs, @Ctx() context: Context) {
    return filingRates(context, args);
  }

  @Query(() => [OverdueMedicalRecord], {
    description: 'Medical records that should be filed and are not, the oldest deadline first (P08.A04).',
  })
  overdueMedicalRecords(@Args(() => OverdueArgs) args: OverdueArgs, @Ctx() context: Context) {
    return overdueRecords(context, args);
  }

  @Mutation(() => Int, {
    description:
      'Registers discharges; the record of each is due to be filed from then on (P08.A04). Answers how many: all, or none where BAD_USER_INPUT names what does not fit.',
  })
  registerDischarges(
    @Args(() => RegisterDischargesArgs) { discharges }: RegisterDischargesArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FilingService(context).register(discharges);
  }

  @Mutation(() => FiledMedicalRecords, {
    description:
      'Takes medical records into the archive by their numbers (P08.A04). The moment of the call counts; it cannot be put back.',
  })
  fileMedicalRecords(
    @Args(() => FileMedicalRecordsArgs) { numbers }: FileMedicalRecordsArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FilingService(context).file(numbers);
  }

  @Mutation(() => MedicalRecord, {
    nullable: true,
    description: 'Gives an incomplete record back to its department, which is told. Its time for filing goes on.',
  })
  returnMedicalRecord(
    @Args(() => ReturnMedicalRecordArgs) args: ReturnMedicalRecordArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FilingService(context).giveBack(args);
  }

  @Mutation(() => MedicalRecord, {
    nullable: true,
    description:
      'Corrects a discharge until its record is filed, with the reason. The time for filing is counted anew; a breach stays.',
  })
  correctDischarge(@Args(() => CorrectDischargeArgs) args: CorrectDischargeArgs, @Ctx() context: SignedInContext) {
    return new FilingService(context).correct(args);
  }

  @Mutation(() => MedicalRecord, {
    nullable: true,
    description: 'Strikes out a discharge that was entered by mistake, with the reason. The row stays.',
  })
  voidMedicalRecord(@Args(() => VoidMedicalRecordArgs) args: VoidMedicalRecordArgs, @Ctx() context: SignedInContext) {
    return new FilingService(context).strikeOut(args);
  }
}
