import { Shift } from './shift.entity.js';
import { ShiftResolver, WorkLogResolver } from './shift.resolver.js';
import { fillWorkLog, logDeadline } from './shifts.duties.js';
import { shifts as migration } from './shifts.migration.js';
import { WorkLogEntry } from './workLogEntry.entity.js';

/** What shifts and the work log add to the manifest. */
export const shifts = {
  entities: [Shift, WorkLogEntry],
  reads: [Shift, WorkLogEntry],
  resolvers: [ShiftResolver, WorkLogResolver],
  duties: [fillWorkLog],
  interpretations: [logDeadline],
  migrations: [migration],
};
