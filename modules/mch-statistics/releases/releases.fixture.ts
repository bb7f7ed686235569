import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { indicatorNamed, report } from '../indicators/indicators.fixture.js';
import { anAssignment, aUnit, done, figures, type Made, type Operation, statistician } from '../statistics.fixture.js';

export const releaseDocuments = {
  draftRelease: 'mutation($input: DraftReleaseInput!) { draftRelease(input: $input) { id version } }',
  previewRelease: `mutation($id: ID!, $version: Int!) { previewRelease(id: $id, version: $version) {
    threshold cells small complementary smallRests notApproved content withheld { measure at } toldBefore { measure at } } }`,
  requestRelease:
    'mutation($id: ID!, $version: Int!) { requestRelease(id: $id, version: $version) { id version status } }',
};

/** A township whose one form, of January, is approved. */
const aReportingTownship = async (platform: TestPlatform): Promise<Made> => {
  const unit = await aUnit(platform);
  await report(platform, await anAssignment(platform, { unitId: unit.id, since: '2026-01-01' }), '202601', {
    ...figures,
    liveBirths: 100,
    infant: 12,
    underFive: 12,
  });
  return unit;
};

export const draftInput = async (platform: TestPlatform, unitId: string, more: object = {}) => ({
  title: '婴儿死亡情况',
  unitId,
  period: '202601',
  indicatorIds: [await indicatorNamed(platform, 'infant-mortality-rate', 'live births')],
  ...more,
});

export const aDraft = async (platform: TestPlatform, unitId?: string, more: object = {}, who = statistician) =>
  done(platform, who, releaseDocuments.draftRelease, {
    input: await draftInput(platform, unitId ?? (await aReportingTownship(platform)).id, more),
  });

/** Each root field of the capability as it is called with input that is right. */
export const releaseOperations: Record<string, Operation> = {
  releaseDraft: async () => ['query($id: ID!) { releaseDraft(id: $id) { id } }', { id: randomUUID() }],
  releaseDrafts: async () => ['{ releaseDrafts { totalCount } }'],
  draftRelease: async (platform) => [
    releaseDocuments.draftRelease,
    { input: await draftInput(platform, (await aUnit(platform)).id) },
  ],
  previewRelease: async (platform) => [releaseDocuments.previewRelease, { ...(await aDraft(platform)) }],
  requestRelease: async (platform) => [releaseDocuments.requestRelease, { ...(await aDraft(platform)) }],
};

const nobody = randomUUID();

export const releaseBadInputs: BadInput[] = [
  [
    'draftRelease',
    ['input.title', 'input.unitId', 'input.period', 'input.indicatorIds', 'input.correctsId'],
    { input: { title: '', unitId: 'x', period: '2026-01', indicatorIds: ['x'], correctsId: 'x' } },
  ],
  [
    'draftRelease',
    ['input.unitId', 'input.correctsId'],
    { input: { title: 'x', unitId: nobody, period: '202601', indicatorIds: [nobody], correctsId: nobody } },
  ],
];
