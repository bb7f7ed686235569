import { defineModule, definePermissions } from '../module.js';
import { migrations } from './access.migrations.js';
import { AccessResolver } from './access.resolver.js';
import { Department } from './department.entity.js';
import { DepartmentsResolver } from './departments/departments.resolver.js';
import { Grant } from './grant.entity.js';
import { MachineToken } from './machines/machineToken.entity.js';
import { MachineTokensResolver } from './machines/machineTokens.resolver.js';
import { PeopleResolver } from './people/people.resolver.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './roleAssignment.entity.js';
import { RolesResolver } from './roles/roles.resolver.js';
import { and, anyone, isPerson, nobody, or, role, self, signedIn, viewerOwns } from './rules.js';
import { Session } from './sessions/session.entity.js';
import { SessionsResolver } from './sessions/sessions.resolver.js';

const overseer = role('ADMINISTRATOR', 'AUDITOR');
const administrator = role('ADMINISTRATOR');

const permissions = definePermissions({
  calls: {
    Query: {
      viewer: anyone,
      person: signedIn,
      people: signedIn,
      department: signedIn,
      departments: signedIn,
      roles: signedIn,
      session: signedIn,
      sessions: signedIn,
      machineToken: overseer,
      machineTokens: overseer,
    },
    Mutation: {
      signIn: anyone,
      refreshSession: anyone,
      changePassword: isPerson,
      signOut: isPerson,
      endSession: and(signedIn, or(administrator, viewerOwns(Session, 'person'))),
      createPerson: administrator,
      updatePerson: administrator,
      deactivatePerson: administrator,
      reactivatePerson: administrator,
      resetPassword: administrator,
      setClearance: administrator,
      createDepartment: administrator,
      updateDepartment: administrator,
      assignRole: administrator,
      endRole: administrator,
      createMachineToken: administrator,
      revokeMachineToken: administrator,
    },
  },
  records: {
    updatePerson: { type: 'Person', does: 'update' },
    deactivatePerson: { type: 'Person', does: 'update' },
    reactivatePerson: { type: 'Person', does: 'update' },
    setClearance: { type: 'Person', does: 'update' },
    resetPassword: { type: 'Person' },
    updateDepartment: { type: 'Department', does: 'update' },
    endRole: { type: 'RoleAssignment', does: 'update' },
    endSession: { type: 'Session', does: 'update' },
    revokeMachineToken: { type: 'MachineToken', does: 'update' },
  },
  rows: {
    Person: { read: or(signedIn, self), write: administrator },
    Department: { read: signedIn, write: administrator },
    RoleAssignment: { read: or(overseer, viewerOwns(RoleAssignment, 'person')), write: administrator },
    Grant: { read: or(overseer, viewerOwns(Grant, 'person')), write: nobody },
    Session: {
      read: or(overseer, viewerOwns(Session, 'person')),
      update: or(administrator, viewerOwns(Session, 'person')),
    },
    MachineToken: { read: overseer, write: administrator },
  },
  fields: {
    Person: { clearance: or(overseer, self), compartments: or(overseer, self), externalSubject: overseer },
  },
});

/** Who works here, what they are, and what they may see. Always on. */
export const access = defineModule({
  name: 'access',
  title: { en: 'People and access', zh: '人员与权限' },
  description: 'People, departments, roles, clearance, sign-in.',
  roles: {
    ADMINISTRATOR: { en: 'Administrator', zh: '系统管理员' },
    AUDITOR: { en: 'Auditor', zh: '审计员' },
    ANALYST: { en: 'Analyst', zh: '分析员' },
    GENERAL_MANAGER: { en: 'General manager', zh: '总经理' },
    UNIT_HEAD: { en: 'Head of a unit', zh: '部门负责人' },
    READER: { en: 'Reader', zh: '查阅人' },
  },
  entities: [Person, Department, RoleAssignment, Grant, Session, MachineToken],
  reads: [{ entity: Person, list: 'people', one: 'person' }, Department, Session, MachineToken],
  resolvers: [
    AccessResolver,
    PeopleResolver,
    DepartmentsResolver,
    RolesResolver,
    SessionsResolver,
    MachineTokensResolver,
  ],
  permissions,
  sweeps: [{ name: 'sessions', run: ({ core }) => core.access.sweep() }],
  migrations,
});
