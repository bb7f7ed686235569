import DataLoader from 'dataloader';
import type { Context } from '../context.js';

/**
 * A dataloader of the request for a field with its own resolver. `load` gets the keys of all rows at once and answers
 * in their order. Give a key that is the same at each call, such as a constant of the file. Nothing is remembered beyond
 * a batch, so what a mutation changed is seen by the fields after it.
 */
export function batched<K, V>(
  context: Context,
  key: unknown,
  load: (keys: readonly K[]) => PromiseLike<ArrayLike<V | Error>>,
): DataLoader<K, V> {
  const known = context.loaders.get(key) as DataLoader<K, V> | undefined;
  if (known) return known;
  const loader = new DataLoader<K, V>((keys) => {
    loader.clearAll();
    return load(keys);
  });
  context.loaders.set(key, loader);
  return loader;
}
