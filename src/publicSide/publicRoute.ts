import type { Readable } from 'node:stream';
import type { Context } from '../context.js';
import type { Module } from '../module.js';

/** What a public route answers. */
export interface PublicAnswer {
  /** Media type with its charset, for example application/atom+xml; charset=utf-8. */
  type: string;
  body: string | PublicFile;
}

/** A content that is opened only for whoever has not got it already. */
export interface PublicFile {
  name: string;
  /** In bytes. */
  size: number;
  /** Of the content; its ETag. */
  checksum: string;
  open(): Promise<Readable>;
}

/**
 * Something that everybody may GET without signing in, in a format of its own, such as a feed. Whoever asks, it is answered
 * as to a stranger: row security leaves what is PUBLIC, and the answer may be cached for everybody.
 */
export interface PublicRoute {
  /** Begins with the module's name, for example /publishing/feed.atom; may end with /:id. */
  path: string;
  /** Undefined where there is nothing to give, which is answered like a path that does not exist. */
  answer(context: Context, id: string): Promise<PublicAnswer | undefined>;
}

/** What does not fit of the public routes of all modules. */
export function publicRouteProblems(modules: readonly Module[]): string[] {
  return modules.flatMap(({ name, publicRoutes = [] }) =>
    publicRoutes.flatMap(({ path }, i) => [
      ...(/^\/[a-z0-9-]+(\/[a-z0-9.-]+)+(\/:id)?$/.test(path) && path.startsWith(`/${name}/`)
        ? []
        : [`the public route ${path} of ${name} must begin with /${name}/ and have no parameter but a last /:id`]),
      ...(publicRoutes.findIndex((other) => other.path === path) < i ? [`${name} has two public routes ${path}`] : []),
    ]),
  );
}
