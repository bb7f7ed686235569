import type { SignedInContext } from '../../../src/context.js';
import type { StatisticsPeriod } from '../forms/period.js';
import { CheckingService } from './checking.service.js';
import { DrawingService } from './drawing.service.js';

/** A plan for the demo's form, and a sample that waits to be compared. */
export async function fillSpotChecks(
  statistician: SignedInContext,
  dataSetId: string,
  { first, last }: StatisticsPeriod,
): Promise<void> {
  const input = { graceDays: 10, figuresPerUnit: 3 };
  const plan = await new CheckingService(statistician).plan({ dataSetId, input });
  await new DrawingService(statistician).draw({ planId: plan.id, from: first, to: last });
}
