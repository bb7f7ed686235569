import { Excursion } from './excursion.entity.js';
import { MachineRoom } from './machineRoom.entity.js';
import { readings } from './readings.migration.js';
import { checkMachineRoom } from './room.duties.js';
import { readingRetention, roomLimits } from './room.interpretations.js';
import { RoomResolver } from './room.resolver.js';
import { RoomCheck } from './roomCheck.entity.js';
import { rooms } from './rooms.migration.js';
import { Sensor } from './sensor.entity.js';

/** What machine rooms add to the manifest; `readings` comes after faults, which it raises. */
export const room = {
  entities: [MachineRoom, RoomCheck, Sensor, Excursion],
  reads: [MachineRoom, RoomCheck, Sensor, Excursion],
  resolvers: [RoomResolver],
  duties: [checkMachineRoom],
  interpretations: [roomLimits, readingRetention],
  migrations: { rooms, readings },
};
