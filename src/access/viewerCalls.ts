import type { Context } from '../context.js';
import type { Viewer } from './viewer.js';

/** Root fields of the active modules whose rule does not refuse this viewer outright. */
export const viewerCalls = (viewer: Viewer, { core }: Context): string[] =>
  [...core.calls]
    .filter(([call, rule]) => rule.viewer(viewer) !== false && core.switching.isActive(call))
    .map(([call]) => call.slice(call.indexOf('.') + 1))
    .sort();
