import type { SignedInContext } from '../../../src/context.js';
import { dataValueImport } from './dataValueImport.js';
import type { ImportValuesArgs } from './exchange.types.js';
import { ValueIntake } from './valueIntake.js';

/** Begins the job; a form that the viewer does not see is refused before there is one. */
export async function startImport(
  context: SignedInContext,
  { dataSetId, file, dryRun, reason }: ImportValuesArgs,
): Promise<{ id: string }> {
  const order = { dataSetId, reason: reason?.trim() || null };
  await ValueIntake.of(context, order);
  return context.core.importing.startFile(context, dataValueImport, file, dryRun, order);
}
