import { createRequire } from 'node:module';
import util from 'node:util';

// graphql-shield's ESM entry names a dependency that calls util.isUndefined, which Node 23 removed.
const legacyUtil = util as typeof util & { isUndefined?: (value: unknown) => boolean };
legacyUtil.isUndefined ??= (value) => value === undefined;

export const { rule, shield, deny } = createRequire(import.meta.url)(
  'graphql-shield',
) as typeof import('graphql-shield');
