import { isKeptApart, Label } from '../../access/labels.js';
import { Person } from '../../access/person.entity.js';
import type { SignedInContext } from '../../context.js';
import { askingOf } from '../../database/asking.js';
import type { Writing } from '../../database/writing.js';
import type { ArchiveDefinition } from '../archiveDefinition.js';
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
      const { core, viewer } = this.context;
      const foundBy = writing.em.getReference(Person, viewer.personId);
      const finding = writing.em.create(FileFinding, {
        ...ofFile(file),
        damage,
        description: description.trim(),
        foundBy,
      });
      await writing.em.flush();
      const { duties } = core.archives.get(file.subjectType)!;
      // What is kept apart nobody but its keeper can repair.
      const keeper = isKeptApart(file.label) && file.keeper;
      await core.duties.begin(writing, duties.repair, {
        record: finding,
        department: file.unit,
        ...(keeper ? { person: keeper } : {}),
      });
      return finding;
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
      const { core } = this.context;
      const { duties } = core.archives.get(finding.subjectType)!;
      await core.duties.fulfil(writing, duties.repair, { record: finding });
      return finding;
    });
  }

  read({ room, remarks, ...readings }: RecordReadingInput): Promise<EnvironmentReading> {
    const { database, core, viewer } = this.context;
    return database.write(this.context, async (writing) => {
      const { em } = writing;
      const reading = em.create(EnvironmentReading, {
        ...readings,
        room: room.trim(),
        remarks: remarks?.trim() || null,
        flagged: isOutOfBounds(readings),
        readBy: em.getReference(Person, viewer.personId),
      });
      for (const archive of core.archives.values()) {
        if (archive.permissions.keep.viewer(viewer) !== true) continue;
        const { checkRooms } = archive.duties;
        if (checkRooms) await core.duties.fulfil(writing, checkRooms);
        if (reading.flagged) await this.tellOfRoom(writing, archive, reading);
      }
      return reading;
    });
  }

  private async tellOfRoom(
    { em }: Writing,
    { toldOfRooms = [], clauses }: ArchiveDefinition,
    { id, room }: EnvironmentReading,
  ): Promise<void> {
    const { core, now } = this.context;
    const by = clauses?.environment ? { en: ` (${clauses.environment})`, zh: `（${clauses.environment}）` } : undefined;
    const message = {
      en: `The storage room ${room} is out of bounds: see environmentReadings, and have it put right${by?.en ?? ''}.`,
      zh: `库房 ${room} 的保管环境超出规定范围，请查看 environmentReadings 并及时处理${by?.zh ?? ''}。`,
    };
    const about = { label: Label.INTERNAL, recordType: EnvironmentReading.name, recordId: id };
    const notices = toldOfRooms.map((role) => ({ kind: 'OTHER' as const, message, role, ...about }));
    await core.notices.tell(askingOf(em), notices, now);
  }
}
