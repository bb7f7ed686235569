import { randomUUID } from 'node:crypto';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

/** The root fields about public releases. */
export const releaseCalls: Record<string, () => Promise<Asked>> = {
  publicRelease: async () => ['query($id: ID!) { publicRelease(id: $id) { id } }', { id: randomUUID() }],
  publicReleases: async () => ['{ publicReleases { totalCount } }'],
};

export const releaseRows = `
publicRelease        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
publicReleases       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok`;
