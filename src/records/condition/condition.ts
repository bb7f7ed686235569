import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import { ArchiveFile } from '../archiveFile.entity.js';
import { ofFile } from '../retention/retention.js';
import type { RecordReadingInput, ReportFindingInput } from './condition.inputs.js';
import { EnvironmentReading, isOutOfBounds } from './environmentReading.entity.js';
import { FileFinding } from './fileFinding.entity.js';

/** The state of files and of the rooms where they lie. */
export class Condition {
  constructor(private readonly context: SignedInContext) {}

  report({ fileId, damage, description }: ReportFindingInput): Promise<FileFinding> {
    return this.context.database.write(this.context, async (writing) => {
      const file = await writing.find('reportFinding', ArchiveFile, fileId);
      file.stillThere();
      const foundBy = writing.em.getReference(Person, this.context.viewer.personId);
      return writing.em.create(FileFinding, { ...ofFile(file), damage, description: description.trim(), foundBy });
    });
  }

  closeRepair(id: string, version: number, repair: string): Promise<FileFinding> {
    return this.context.database.write(this.context, async (writing) => {
      const finding = await writing.find('closeRepair', FileFinding, id, version);
      finding.closeRepair(
        writing.em.getReference(Person, this.context.viewer.personId),
        this.context.now,
        repair.trim(),
      );
      return finding;
    });
  }

  read({ room, remarks, ...readings }: RecordReadingInput): Promise<EnvironmentReading> {
    return this.context.database.write(this.context, async ({ em }) =>
      em.create(EnvironmentReading, {
        ...readings,
        room: room.trim(),
        remarks: remarks?.trim() || null,
        flagged: isOutOfBounds(readings),
        readBy: em.getReference(Person, this.context.viewer.personId),
      }),
    );
  }
}
