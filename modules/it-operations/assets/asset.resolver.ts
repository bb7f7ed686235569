import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { RegisterAssetInput, RetireAssetArgs, UpdateAssetArgs } from './asset.inputs.js';
import { AssetService } from './asset.service.js';
import { ItAsset } from './itAsset.entity.js';

@Resolver(() => ItAsset)
export class AssetResolver {
  @Mutation(() => ItAsset, {
    nullable: true,
    description: 'Enters hardware, software or a licence in the inventory (P12.A01). CONFLICT if its number is given.',
  })
  registerAsset(@Arg('input', () => RegisterAssetInput) input: RegisterAssetInput, @Ctx() context: SignedInContext) {
    return new AssetService(context).register(input);
  }

  @Mutation(() => ItAsset, {
    nullable: true,
    description: 'Changes an asset; a new endsOn fulfils the duty to renew it, and begins the next one.',
  })
  updateAsset(@Args(() => UpdateAssetArgs) args: UpdateAssetArgs, @Ctx() context: SignedInContext) {
    return new AssetService(context).update(args);
  }

  @Mutation(() => ItAsset, {
    nullable: true,
    description: 'Takes an asset out of use from today on. Its maintenance plans end; it stays in the inventory.',
  })
  retireAsset(@Args(() => RetireAssetArgs) args: RetireAssetArgs, @Ctx() context: SignedInContext) {
    return new AssetService(context).retire(args);
  }
}
