import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { BindVolumeArgs, FileMaterialArgs, OpenVolumeArgs, ReopenVolumeArgs } from './materials.inputs.js';
import { MaterialService } from './materials.service.js';
import { MaterialVolume } from './materialVolume.entity.js';

@Resolver(() => MaterialVolume)
export class MaterialResolver {
  @Mutation(() => MaterialVolume, {
    nullable: true,
    description: 'Opens the next volume of a year and class (P11.A04).',
  })
  openMaterialVolume(@Args(() => OpenVolumeArgs) args: OpenVolumeArgs, @Ctx() context: SignedInContext) {
    return new MaterialService(context).open(args);
  }

  @Mutation(() => MaterialVolume, {
    nullable: true,
    description: 'Files approved reports and material on paper in a volume, numbered without gaps (P11.A03, P11.A04).',
  })
  fileMaterial(@Args(() => FileMaterialArgs) args: FileMaterialArgs, @Ctx() context: SignedInContext) {
    return new MaterialService(context).file(args);
  }

  @Mutation(() => MaterialVolume, {
    nullable: true,
    description: 'Binds a volume: nothing comes to it any more (P11.A04).',
  })
  bindMaterialVolume(@Args(() => BindVolumeArgs) args: BindVolumeArgs, @Ctx() context: SignedInContext) {
    return new MaterialService(context).bind(args);
  }

  @Mutation(() => MaterialVolume, { nullable: true, description: 'Opens a bound volume again; the reason is kept.' })
  reopenMaterialVolume(@Args(() => ReopenVolumeArgs) args: ReopenVolumeArgs, @Ctx() context: SignedInContext) {
    return new MaterialService(context).reopen(args);
  }

  @Mutation(() => Boolean, {
    description:
      'Says that the material is ordered (P11.A03). INVALID_STATE while reports that were approved before the present interval are in no volume. True where that was due.',
  })
  confirmMaterialOrdered(@Ctx() context: SignedInContext) {
    return new MaterialService(context).confirm();
  }
}
