import { defineModule, definePermissions } from '../module.js';
import { migrations } from './access.migrations.js';
import { AccessResolver } from './access.resolver.js';
import { Department } from './department.entity.js';
import { Grant } from './grant.entity.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './roleAssignment.entity.js';
import { anyone, isPerson, nobody, or, role, self, signedIn, viewerOwns } from './rules.js';

const overseer = role('ADMINISTRATOR', 'AUDITOR');
const administrator = role('ADMINISTRATOR');

const permissions = definePermissions({
  calls: {
    Query: { viewer: anyone, person: signedIn, people: signedIn, department: signedIn, departments: signedIn },
    Mutation: { signIn: anyone, changePassword: isPerson },
  },
  rows: {
    Person: { read: signedIn, write: administrator },
    Department: { read: signedIn, write: administrator },
    RoleAssignment: { read: or(overseer, viewerOwns(RoleAssignment, 'person')), write: administrator },
    Grant: { read: or(overseer, viewerOwns(Grant, 'person')), write: nobody },
  },
  fields: {
    Person: { clearance: or(overseer, self), compartments: or(overseer, self) },
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
  entities: [Person, Department, RoleAssignment, Grant],
  reads: [{ entity: Person, list: 'people', one: 'person' }, Department],
  resolvers: [AccessResolver],
  permissions,
  migrations,
});
