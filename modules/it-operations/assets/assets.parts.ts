import { AssetResolver } from './asset.resolver.js';
import { renewAsset } from './assets.duties.js';
import { assets as migration } from './assets.migration.js';
import { ItAsset } from './itAsset.entity.js';

/** What the inventory adds to the manifest. */
export const assets = {
  entities: [ItAsset],
  reads: [ItAsset],
  resolvers: [AssetResolver],
  duties: [renewAsset],
  migrations: [migration],
};
