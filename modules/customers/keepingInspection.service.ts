import { Label } from '../../src/access/labels.js';
import { Person } from '../../src/access/person.entity.js';
import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import { periodOf } from '../../src/duties/periods.js';
import { badInput } from '../../src/errors.js';
import { KeepingInspection } from './keepingInspection.entity.js';
import type { RecordInspectionInput } from './keepingInspection.inputs.js';

/** Inspecting every half year how all files are kept (P01.A14). */
export class KeepingInspectionService {
  constructor(private readonly context: SignedInContext) {}

  record({ period: given, inspectedFiles, findings, notes }: RecordInspectionInput): Promise<KeepingInspection> {
    const { context } = this;
    const present = periodOf('halfYear', dayAt(context.now)).key;
    const period = given ?? present;
    if (period > present)
      throw badInput([
        {
          path: 'input.period',
          message: {
            en: `${period} has not begun. Give ${present}, or an earlier one.`,
            zh: `${period} 尚未开始。请给出 ${present} 或更早的半年。`,
          },
        },
      ]);
    return context.database.write(context, async (writing) => {
      const inspection = writing.em.create(KeepingInspection, {
        period,
        inspectedFiles,
        findings,
        notes: notes?.trim() || null,
        inspectedBy: writing.em.getReference(Person, context.viewer.personId),
        label: Label.INTERNAL,
      });
      await context.core.duties.fulfil(writing, 'inspectKeeping', { period });
      return inspection;
    });
  }
}
