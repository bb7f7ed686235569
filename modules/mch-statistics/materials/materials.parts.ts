import { orderingInterval, orderMaterial } from './materials.duties.js';
import { materials as migration } from './materials.migration.js';
import { materialVolumes, volumeApprovals, volumeDuties, volumeLoanTerm } from './materials.records.js';
import { MaterialResolver } from './materials.resolver.js';
import { MaterialVolume, VolumePiece, VolumeReopening } from './materialVolume.entity.js';
import { volumePrint } from './volumePrint.js';
import { volumeRecords } from './volumeRecords.migration.js';
import { yearPrint } from './yearPrint.js';

/** What volumes of material add to the manifest. */
export const materials = {
  entities: [MaterialVolume, VolumePiece, VolumeReopening],
  reads: [MaterialVolume],
  resolvers: [MaterialResolver],
  approvals: volumeApprovals,
  duties: [orderMaterial, ...volumeDuties],
  interpretations: [orderingInterval, volumeLoanTerm],
  records: [materialVolumes],
  prints: [volumePrint, yearPrint],
  migrations: [migration, volumeRecords],
};
