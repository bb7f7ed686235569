import type { Context } from '../context.js';
import type { Module } from '../module.js';

/** What a public route answers. */
export interface PublicAnswer {
  /** Media type with its charset, for example application/atom+xml; charset=utf-8. */
  type: string;
  body: string;
}

/**
 * Something that everybody may GET without signing in, in a format of its own, such as a feed. Whoever asks, it is answered
 * as to a stranger: row security leaves what is PUBLIC, and the answer may be cached for everybody.
 */
export interface PublicRoute {
  /** Begins with the module's name, for example /publishing/feed.atom. */
  path: string;
  /** Undefined where there is nothing to give, which is answered like a path that does not exist. */
  answer(context: Context): Promise<PublicAnswer | undefined>;
}

/** What does not fit of the public routes of all modules. */
export function publicRouteProblems(modules: readonly Module[]): string[] {
  return modules.flatMap(({ name, publicRoutes = [] }) =>
    publicRoutes.flatMap(({ path }, i) => [
      ...(/^\/[a-z0-9-]+(\/[a-z0-9.-]+)+$/.test(path) && path.startsWith(`/${name}/`)
        ? []
        : [`the public route ${path} of ${name} must begin with /${name}/ and have no parameters`]),
      ...(publicRoutes.findIndex((other) => other.path === path) < i ? [`${name} has two public routes ${path}`] : []),
    ]),
  );
}
