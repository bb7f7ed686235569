import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { Cabinet } from './cabinet.entity.js';
import { AddCabinetInput, DescribeFileArgs, PlaceFileArgs } from './places.inputs.js';
import { Places } from './places.js';

@Resolver()
export class PlacesResolver {
  @Mutation(() => Cabinet, { nullable: true, description: 'Adds a cabinet for files.' })
  addCabinet(@Arg('input', () => AddCabinetInput) input: AddCabinetInput, @Ctx() context: SignedInContext) {
    return new Places(context).addCabinet(input);
  }

  @Mutation(() => ArchiveFile, {
    nullable: true,
    description:
      'Gives a file its place, or takes it out. CONFLICT where there is no free place, INVALID_STATE where the cabinet is not for such a file.',
  })
  placeFile(@Args(() => PlaceFileArgs) args: PlaceFileArgs, @Ctx() context: SignedInContext) {
    return new Places(context).place(args);
  }

  @Mutation(() => ArchiveFile, {
    nullable: true,
    description: 'Says what a file is made of and written with, its catalogue year and volume.',
  })
  describeFile(
    @Args(() => DescribeFileArgs) { id, version, input }: DescribeFileArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Places(context).describe(id, version, input);
  }
}
