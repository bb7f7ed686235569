import { orderingInterval, orderMaterial } from './materials.duties.js';
import { materials as migration } from './materials.migration.js';
import { MaterialResolver } from './materials.resolver.js';
import { MaterialVolume, VolumePiece, VolumeReopening } from './materialVolume.entity.js';
import { volumePrint } from './volumePrint.js';

/** What volumes of material add to the manifest. */
export const materials = {
  entities: [MaterialVolume, VolumePiece, VolumeReopening],
  reads: [MaterialVolume],
  resolvers: [MaterialResolver],
  duties: [orderMaterial],
  interpretations: [orderingInterval],
  prints: [volumePrint],
  migrations: [migration],
};
