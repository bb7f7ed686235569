import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { Characters } from '../../../src/graphql/inputChecks.js';
import { Needs } from '../../../src/reading/decorators.js';
import { PersonalDataHit, UsedWordList, WordHit } from '../../../src/screening/screening.types.js';
import { VersionScreening } from './versionScreening.entity.js';
import { acceptScreening } from './versionScreenings.js';

@ArgsType()
class AcceptScreeningArgs {
  @Field(() => ID, { description: 'Of an ItemVersion.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the record that it is based on.' })
  version!: number;

  @Field(() => String, { description: 'Why what was found may stay.' })
  @Characters(1, 2000)
  reason!: string;
}

@Resolver(() => VersionScreening)
export class VersionScreeningResolver {
  @Needs('findings')
  @FieldResolver(() => [UsedWordList], { description: 'The word lists, in the editions of then.' })
  lists(@Root() { findings }: VersionScreening): UsedWordList[] {
    return findings.lists;
  }

  @Needs('findings')
  @FieldResolver(() => [WordHit], { description: 'Words, with their place in the field or file.' })
  words(@Root() { findings }: VersionScreening): WordHit[] {
    return findings.words;
  }

  @Needs('findings')
  @FieldResolver(() => [PersonalDataHit], { description: 'Personal data, with its place in the field or file.' })
  personalData(@Root() { findings }: VersionScreening): PersonalDataHit[] {
    return findings.personalData;
  }

  @Mutation(() => VersionScreening, {
    nullable: true,
    description:
      'Screens a version in review or reviewed once more and lets stay what it warns of, for example after a new edition of a word list. Not by who wrote, proof-read or submitted it; never what is forbidden (P03.A06).',
  })
  acceptScreening(
    @Args(() => AcceptScreeningArgs) { id, version, reason }: AcceptScreeningArgs,
    @Ctx() context: SignedInContext,
  ) {
    return acceptScreening(context, id, version, reason);
  }
}
