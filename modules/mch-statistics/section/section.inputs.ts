import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { SectionWork } from './sectionTask.entity.js';

@InputType({ description: 'Who is in charge of the section.' })
export class InChargeInput {
  @Field(() => ID)
  @IdOf({ en: 'person', zh: '人员' })
  personId!: string;

  @Field(() => String, { description: 'First day, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  since!: string;
}

@InputType({ description: 'Who is responsible for what.' })
export class SectionTaskInput extends InChargeInput {
  @Field(() => SectionWork, { description: 'Not IN_CHARGE, for which there is nameVicePresident.' })
  @Satisfies((work: SectionWork) =>
    work === SectionWork.IN_CHARGE
      ? {
          en: 'The section does not choose who is in charge of it: the general manager or the director does, with nameVicePresident.',
          zh: '分管副院长由院领导用 nameVicePresident 指定。',
        }
      : null,
  )
  work!: SectionWork;
}

@ArgsType()
export class EndSectionTaskArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: 'Last day, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  until!: string;
}
