import { clause, role, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, section } from '../mch-statistics.roles.js';

const files = clause('P11.A04', section);
const reopens = clause('P11.A04', role('MCH_SECTION_HEAD'));
const reads = clause('P11.A04', overseers);

export const materialPermissions = definePermissions({
  calls: {
    Query: { materialVolume: signedIn, materialVolumes: signedIn },
    Mutation: {
      openMaterialVolume: files,
      fileMaterial: files,
      bindMaterialVolume: files,
      reopenMaterialVolume: reopens,
      confirmMaterialOrdered: clause('P11.A03', section),
    },
  },
  records: {
    fileMaterial: { type: 'MaterialVolume', does: 'update' },
    bindMaterialVolume: { type: 'MaterialVolume', does: 'update' },
    reopenMaterialVolume: { type: 'MaterialVolume', does: 'update' },
  },
  rows: {
    MaterialVolume: { read: reads, write: files, labels: 'P11.A08' },
    // Filed once: there is no right to change or remove a piece.
    VolumePiece: { read: reads, insert: files, labels: 'P11.A08' },
    VolumeReopening: { read: reads, insert: reopens },
  },
});
