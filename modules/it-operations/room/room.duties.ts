import { defineDuty } from '../../../src/duties/duty.js';
import { MachineRoom } from './machineRoom.entity.js';

/** P12.A02: safety, fire protection and cleanliness of each room, period after period. */
export const checkMachineRoom = defineDuty({
  name: 'checkMachineRoom',
  title: { en: 'Check the machine room', zh: '检查机房' },
  clause: 'P12.A02',
  subject: MachineRoom,
  series: true,
  by: 'IT_OPERATOR',
  remindBefore: [{ days: 3 }],
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});
