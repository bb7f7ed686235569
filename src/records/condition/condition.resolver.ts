import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { Characters } from '../../graphql/inputChecks.js';
import { RecordReadingInput, ReportFindingInput } from './condition.inputs.js';
import { Condition } from './condition.js';
import { EnvironmentReading } from './environmentReading.entity.js';
import { FileFinding } from './fileFinding.entity.js';

@ArgsType()
class CloseRepairArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: 'What was done.' })
  @Characters(1, 1000)
  repair!: string;
}

@Resolver()
export class ConditionResolver {
  @Mutation(() => FileFinding, { nullable: true, description: 'Reports a fault of a file and opens its repair.' })
  reportFinding(@Arg('input', () => ReportFindingInput) input: ReportFindingInput, @Ctx() context: SignedInContext) {
    return new Condition(context).report(input);
  }

  @Mutation(() => FileFinding, { nullable: true, description: 'Says what was done about it and closes the repair.' })
  closeRepair(@Args(() => CloseRepairArgs) { id, version, repair }: CloseRepairArgs, @Ctx() context: SignedInContext) {
    return new Condition(context).closeRepair(id, version, repair);
  }

  @Mutation(() => EnvironmentReading, {
    nullable: true,
    description:
      'Records a check of a storage room; what is out of bounds is flagged, and told to those who have to see to it.',
  })
  recordReading(@Arg('input', () => RecordReadingInput) input: RecordReadingInput, @Ctx() context: SignedInContext) {
    return new Condition(context).read(input);
  }
}
