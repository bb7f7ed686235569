import { defineEvent } from '../../events/event.js';
import type { RoleAssignment } from '../roleAssignment.entity.js';

export const roleAssigned = defineEvent<{ assignment: RoleAssignment }>('access.roleAssigned');
