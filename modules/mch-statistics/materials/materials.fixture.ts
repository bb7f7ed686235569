import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { aLockedReport, done, type Made, type Operation, statistician } from '../statistics.fixture.js';

const one = 'id version year number pieces boundAt';

export const documents = {
  openMaterialVolume: `mutation($input: OpenVolumeInput!) { openMaterialVolume(input: $input) { ${one} } }`,
  fileMaterial: `mutation($volumeId: ID!, $version: Int!, $pieces: [PieceInput!]!) { fileMaterial(volumeId: $volumeId, version: $version, pieces: $pieces) { ${one} } }`,
  bindMaterialVolume: `mutation($id: ID!, $version: Int!) { bindMaterialVolume(id: $id, version: $version) { ${one} } }`,
  reopenMaterialVolume: `mutation($id: ID!, $version: Int!, $reason: String!) { reopenMaterialVolume(id: $id, version: $version, reason: $reason) { ${one} } }`,
  confirmMaterialOrdered: 'mutation { confirmMaterialOrdered }',
};

export interface Volume extends Made {
  number: number;
  pieces: number;
  boundAt: string | null;
}

export const aVolume = (platform: TestPlatform, more: object = {}, who = statistician) =>
  done<Volume>(platform, who, documents.openMaterialVolume, {
    input: { year: 2026, materialClass: 'REPORTS', title: '月报', ...more },
  });

export const file = (platform: TestPlatform, { id, version }: Made, pieces: object[]) =>
  done<Volume>(platform, statistician, documents.fileMaterial, { volumeId: id, version, pieces });

export const aFiledVolume = async (platform: TestPlatform) =>
  file(platform, await aVolume(platform), [{ title: '死亡卡 1 号', pages: 2 }]);

const bind = ({ id, version }: Made) => ({ id, version });

export const aBoundVolume = async (platform: TestPlatform) =>
  done<Volume>(platform, statistician, documents.bindMaterialVolume, bind(await aFiledVolume(platform)));

/** Each root field of volumes as it is called with input that is right. */
export const materialOperations: Record<string, Operation> = {
  materialVolume: async () => ['query($id: ID!) { materialVolume(id: $id) { id } }', { id: randomUUID() }],
  materialVolumes: async () => ['{ materialVolumes { totalCount } }'],
  openMaterialVolume: async () => [
    documents.openMaterialVolume,
    { input: { year: 2026, materialClass: 'REPORTS', title: '月报' } },
  ],
  fileMaterial: async (platform) => {
    const { id, version } = await aVolume(platform);
    return [documents.fileMaterial, { volumeId: id, version, pieces: [{ title: '台账' }] }];
  },
  bindMaterialVolume: async (platform) => [documents.bindMaterialVolume, bind(await aFiledVolume(platform))],
  reopenMaterialVolume: async (platform) => [
    documents.reopenMaterialVolume,
    { ...bind(await aBoundVolume(platform)), reason: '漏装一份' },
  ],
  confirmMaterialOrdered: async () => [documents.confirmMaterialOrdered],
};

export const aFiledReport = async (platform: TestPlatform) => {
  const report = await aLockedReport(platform);
  return { report, volume: await file(platform, await aVolume(platform), [{ reportId: report.id }]) };
};

/** What is wrong with each form of volumes. */
export const materialBadInputs: BadInput[] = [
  ['openMaterialVolume', ['input.year', 'input.title'], { input: { year: 1800, materialClass: 'OTHER', title: ' ' } }],
  [
    'fileMaterial',
    ['pieces.0.reportId', 'pieces.0.title', 'pieces.0.pages'],
    { pieces: [{ reportId: 'x', title: '', pages: 0 }] },
  ],
  ['fileMaterial', ['pieces.0.title', 'pieces.1.reportId'], { pieces: [{}, { reportId: randomUUID() }] }],
  ['reopenMaterialVolume', ['reason'], { reason: ' ' }, 'mch-section-head'],
];
