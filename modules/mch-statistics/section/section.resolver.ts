import { Arg, Args, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Person } from '../../../src/access/person.entity.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { EndSectionTaskArgs, InChargeInput, SectionTaskInput } from './section.inputs.js';
import { SectionService, standing } from './section.service.js';
import { SecrecyUndertaking, SectionTask, SectionWork } from './sectionTask.entity.js';

@ObjectType({ description: 'Who does a work of the information section.' })
class SectionWorkStanding {
  @Field(() => SectionWork)
  work!: SectionWork;

  @Field(() => [Person], { nullable: 'items' })
  people!: { id: string }[];

  @Field(() => Boolean, { description: 'Nobody who works here does it.' })
  isMissing!: boolean;
}

@Resolver(() => SectionTask)
export class SectionResolver {
  @Query(() => [SectionWorkStanding], {
    description:
      'Who is in charge of the information section and who does what; what nobody does is missing (P08.A01).',
  })
  informationSection(@Ctx() context: Context) {
    return standing(context);
  }

  @Mutation(() => SectionTask, {
    nullable: true,
    description: 'Names the vice president in charge of the section, one at a time (P08.A01).',
  })
  nameVicePresident(@Arg('input', () => InChargeInput) input: InChargeInput, @Ctx() context: SignedInContext) {
    return new SectionService(context).assign(input, SectionWork.IN_CHARGE);
  }

  @Mutation(() => SectionTask, {
    nullable: true,
    description: 'Makes somebody responsible for a work (P08.A01), who undertakes secrecy each year from then on.',
  })
  assignSectionTask(@Arg('input', () => SectionTaskInput) input: SectionTaskInput, @Ctx() context: SignedInContext) {
    return new SectionService(context).assign(input, input.work);
  }

  @Mutation(() => SectionTask, { nullable: true, description: 'Somebody does a work no more.' })
  endSectionTask(@Args(() => EndSectionTaskArgs) args: EndSectionTaskArgs, @Ctx() context: SignedInContext) {
    return new SectionService(context).end(args);
  }

  @Mutation(() => SecrecyUndertaking, {
    nullable: true,
    description:
      'Undertakes secrecy for the present year, once (P08.A07). INVALID_STATE for who is not of the section.',
  })
  undertakeSecrecy(@Ctx() context: SignedInContext) {
    return new SectionService(context).undertake();
  }
}
