import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, conflict } from '../../../src/errors.js';
import { FaultSeverity, FaultSource } from '../faults/fault.enums.js';
import { FaultService } from '../faults/fault.service.js';
import { periodOfInterval } from '../maintenance/maintenance.enums.js';
import { periodProblems } from '../periods.js';
import { beyondLimits, standardLimits } from './limits.js';
import { MachineRoom } from './machineRoom.entity.js';
import type { AddSensorArgs, MachineRoomInput, RecordRoomCheckArgs } from './room.inputs.js';
import { RoomCheck } from './roomCheck.entity.js';
import { Sensor } from './sensor.entity.js';

/** Keeping machine rooms safe, protected against fire and clean (P12.A02). */
export class RoomService {
  constructor(private readonly context: SignedInContext) {}

  register({ responsibleId, ...input }: MachineRoomInput): Promise<MachineRoom> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const name = input.name.trim();
      if (await em.findOne(MachineRoom, { name })) throw nameTaken(name);
      const room = em.create(MachineRoom, {
        ...input,
        name,
        location: input.location?.trim() || null,
        responsible: em.getReference(Person, responsibleId),
        label: Label.INTERNAL,
      });
      const period = periodOfInterval[room.interval];
      await context.core.duties.beginSeries(writing, 'checkMachineRoom', { record: room, period, days: 0 });
      return room;
    });
  }

  check({ roomId, input }: RecordRoomCheckArgs): Promise<RoomCheck> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const room = await writing.find('recordRoomCheck', MachineRoom, roomId);
      const keyAt = (moment: Date) => periodOf(periodOfInterval[room.interval], dayAt(moment)).key;
      const present = keyAt(context.now);
      const period = input.period ?? present;
      const problems = periodProblems(period, present, keyAt(room.createdAt), checking);
      if (problems.length > 0) throw badInput(problems);
      const { fireEquipmentReady, safe, clean } = input;
      const found = {
        temperature: input.temperature ?? null,
        humidity: input.humidity ?? null,
        notes: input.notes?.trim() || null,
      };
      const standard = await standardLimits(context.core.interpretations, askingOf(em));
      const beyond = beyondLimits(room, standard, found);
      const isWell = beyond.length === 0 && fireEquipmentReady && safe && clean;
      const fault = isWell
        ? null
        : await new FaultService(context).raise(writing, {
            source: FaultSource.ROOM_CHECK,
            severity: beyond.length === 0 && fireEquipmentReady && safe ? FaultSeverity.MINOR : FaultSeverity.MAJOR,
            description: [room.name, ...beyond, ...failed({ fireEquipmentReady, safe, clean }), found.notes ?? '']
              .join(' ')
              .trim(),
            room,
          });
      const { label, compartments, keeper } = room;
      const check = em.create(RoomCheck, {
        ...found,
        fireEquipmentReady,
        safe,
        clean,
        room,
        period,
        fault,
        checkedBy: em.getReference(Person, context.viewer.personId),
        label,
        compartments,
        keeper,
      });
      await context.core.duties.fulfil(writing, 'checkMachineRoom', { record: room, period });
      return check;
    });
  }

  addSensor({ roomId, name, quantity }: AddSensorArgs): Promise<Sensor> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const room = await writing.find('addSensor', MachineRoom, roomId);
      const { label, compartments, keeper } = room;
      if (await writing.em.findOne(Sensor, { name: name.trim() })) throw nameTaken(name.trim());
      return writing.em.create(Sensor, { room, name: name.trim(), quantity, label, compartments, keeper });
    });
  }
}

const checking = { en: 'The series of checks of this room', zh: '该机房检查' };

const failed = (seen: Record<string, boolean>): string[] =>
  Object.entries(seen).flatMap(([name, isWell]) => (isWell ? [] : [`${name}: false`]));

const nameTaken = (name: string) =>
  conflict({ en: `There is a ${name} already. Give another name.`, zh: `已有名为 ${name} 的记录，请另取名称。` });
