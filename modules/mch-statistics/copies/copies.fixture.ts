import { createHash, randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import { done, fresh, type Made, type Operation, statistician } from '../statistics.fixture.js';

export const documents = {
  registerDatabaseCopy:
    'mutation($input: RegisterCopyInput!) { registerDatabaseCopy(input: $input) { id version stateOf product } }',
  verifyDatabaseCopy: `mutation($id: ID!, $version: Int!, $input: VerifyCopyInput!) {
    verifyDatabaseCopy(id: $id, version: $version, input: $input) { id version verifiedAt failedAt trials { nodes { passed failure person { name } } } } }`,
  retireDatabaseCopy:
    'mutation($id: ID!, $version: Int!, $reason: String!) { retireDatabaseCopy(id: $id, version: $version, reason: $reason) { id retiredOn } }',
};

export const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const programs = () => ({
  content: 'PROGRAMS',
  marking: `程序 ${fresh()}`,
  place: '机房防火柜',
  medium: '移动硬盘',
  sum: sumOf('programs'),
  product: '0.1.0',
});

export const aCopy = (platform: TestPlatform, input: object = programs()) =>
  done<Made & { stateOf: string }>(platform, statistician, documents.registerDatabaseCopy, { input });

/** Each root field of copies as it is called with input that is right. */
export const copyOperations: Record<string, Operation> = {
  databaseCopy: async () => ['query($id: ID!) { databaseCopy(id: $id) { id } }', { id: randomUUID() }],
  databaseCopies: async () => ['{ databaseCopies { totalCount } }'],
  databaseCopyStatus: async () => ['{ databaseCopyStatus { content copies gaps } }'],
  registerDatabaseCopy: async () => [documents.registerDatabaseCopy, { input: programs() }],
  verifyDatabaseCopy: async (platform) => {
    const { id, version } = await aCopy(platform);
    return [documents.verifyDatabaseCopy, { id, version, input: { code: sumOf('programs') } }];
  },
  retireDatabaseCopy: async (platform) => {
    const { id, version } = await aCopy(platform);
    return [documents.retireDatabaseCopy, { id, version, reason: '介质报废' }];
  },
};
