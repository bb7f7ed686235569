import { StaffMember } from './staffMember.entity.js';
import { team as migration } from './team.migration.js';
import { TeamResolver } from './team.resolver.js';

/** What the team adds to the manifest. */
export const team = {
  entities: [StaffMember],
  reads: [StaffMember],
  resolvers: [TeamResolver],
  duties: [],
  migrations: [migration],
};
