import { RoleAssignment } from '../access/roleAssignment.entity.js';
import { roleAssigned } from '../access/roles/roles.event.js';
import type { Writing } from '../database/writing.js';
import { defineDuty } from '../duties/duty.js';
import { when } from '../events/event.js';
import type { Module } from '../module.js';
import type { Handover } from './handover.entity.js';
import { rolesThatHandOver } from './handoverLine.js';

const takingOver = 'takeOverBeforeRoleEnds';

/** A role whose end was set when it was assigned ends by itself: the department has to take over before. */
export const takeOverBeforeRoleEnds = (clause: string) =>
  defineDuty({
    name: takingOver,
    title: { en: 'Take over from somebody before their role ends', zh: '任职到期前接收移交' },
    clause,
    subject: RoleAssignment,
    within: { hours: 0 },
    by: 'UNIT_HEAD',
    remindBefore: [{ workingDays: 10 }, { workingDays: 3 }],
    escalateTo: 'GENERAL_MANAGER',
    waivedBy: ['UNIT_HEAD', 'GENERAL_MANAGER'],
    waivesOwn: true,
  });

export const beginBeforeRoleEnds = when(roleAssigned, async (writing, { assignment }) => {
  const { core } = writing.context;
  const { validUntil, role, department } = assignment;
  if (!validUntil || !rolesThatHandOver(core.switching.modules as readonly Module[]).includes(role)) return;
  await core.duties.begin(writing, takingOver, { record: assignment, department, from: validUntil });
});

/** A signed handover is that of each role that ends by itself: in its department, or wherever of somebody who leaves. */
export async function fulfilBeforeRoleEnds(writing: Writing, handover: Handover): Promise<void> {
  const { em, context } = writing;
  const ending = await em.execute<{ id: string }[]>('select handover.ending_roles(?) as id', [handover.id]);
  for (const record of ending) await context.core.duties.fulfil(writing, takingOver, { record });
}
