import { clause, machines, nobody, or, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { head, looksOn, staff } from '../it-operations.rules.js';

const equips = clause('P12.A02', head);
const checks = clause('P12.A02', staff);
const reads = clause('P12.A02', looksOn);

export const roomPermissions = definePermissions({
  calls: {
    Query: {
      machineRoom: signedIn,
      machineRooms: signedIn,
      roomCheck: signedIn,
      roomChecks: signedIn,
      sensor: signedIn,
      sensors: signedIn,
      excursion: signedIn,
      excursions: signedIn,
      sensorSeries: reads,
    },
    Mutation: {
      registerMachineRoom: equips,
      recordRoomCheck: checks,
      addSensor: equips,
      recordReadings: clause('P12.A02', or(staff, machines)),
    },
  },
  records: {
    recordRoomCheck: { type: 'MachineRoom', does: 'extend' },
    addSensor: { type: 'MachineRoom', does: 'extend' },
  },
  rows: {
    MachineRoom: { read: reads, insert: equips },
    RoomCheck: { read: reads, insert: checks },
    Sensor: { read: reads, insert: equips },
    Excursion: { read: reads, write: nobody },
  },
});
