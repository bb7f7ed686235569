import { isKeptApart } from '../access/labels.js';
import type { Context } from '../context.js';
import type { Readable } from '../reading/model.js';

/** Which arguments are recorded without their values: by its name true, or what holds below it. */
export type Masking = (key: string) => true | Masking;

/** Somebody who sees sealed records may have asked by what stands in one, so what they ask by sealed fields is not told; others cannot have it from there. */
const mayKnowSealed = ({ viewer }: Context): boolean => isKeptApart(viewer.clearance);

/** For the filters and orders of an entity and of what it is related to. */
export const maskingOf = (context: Context, entity: Readable): Masking | undefined =>
  mayKnowSealed(context) ? sealedIn(entity) : undefined;

const sealedIn =
  (entity: Readable): Masking =>
  (key) => {
    const field = entity.fields.get(key);
    if (field?.kind === 'scalar' && field.column.isSealed) return true;
    if (field?.kind === 'list') return sealedIn(field.of);
    return sealedIn(field?.kind === 'reference' ? field.target : entity);
  };

/** For the arguments of mutations, of which only names are known. */
export function maskingNames(context: Context): Masking | undefined {
  const named: Masking = (key) => context.core.sealedNames.has(key) || named;
  return mayKnowSealed(context) ? named : undefined;
}
