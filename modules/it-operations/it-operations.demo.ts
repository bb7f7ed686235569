import { Label } from '../../src/access/labels.js';
import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { AssetKind } from './assets/asset.enums.js';
import { AssetService } from './assets/asset.service.js';
import { QualificationService } from './certificates/qualifications.service.js';
import { FaultSeverity } from './faults/fault.enums.js';
import { FaultService } from './faults/fault.service.js';
import { MaintenanceInterval } from './maintenance/maintenance.enums.js';
import { MaintenanceService } from './maintenance/maintenance.service.js';
import { RoomQuantity } from './room/room.enums.js';
import { RoomService } from './room/room.service.js';
import { ShiftService } from './shifts/shift.service.js';
import { TeamService } from './team/team.service.js';
import { TrainingLevel } from './training/training.enums.js';
import { TrainingService } from './training/training.service.js';

const day = 86_400_000;

/** The information section, what it looks after, and what it has done lately. */
export async function fillItOperations(organisation: DemoOrganisation): Promise<void> {
  organisation.onProgress('filling the demo: IT operations');
  await organisation.departments({ 信息科: '总公司' });
  await organisation.people([
    { name: 'it-head', displayName: '梁伟', roles: [['IT_HEAD', '信息科']], clearance: Label.INTERNAL },
    { name: 'it-operator', displayName: '苏敏', roles: [['IT_OPERATOR', '信息科']], clearance: Label.INTERNAL },
    { name: 'it-operator-b', displayName: '韩磊', roles: [['IT_OPERATOR', '信息科']], clearance: Label.INTERNAL },
  ]);
  const as = async (who: string) => (await organisation.as(who)) as SignedInContext;
  const on = (days: number) => dayAt(new Date(organisation.today.getTime() + days * day));
  const [head, operator] = [await as('it-head'), await as('it-operator')];
  const responsibleId = await organisation.personId('it-operator');
  const inventory = new AssetService(operator);
  const asset = { responsibleId, inUseSince: on(-700) };
  const server = await inventory.register({
    ...asset,
    number: 'ZC-001',
    name: '数据库服务器',
    kind: AssetKind.HARDWARE,
    location: '中心机房 A-03',
  });
  await inventory.register({ ...asset, number: 'ZC-002', name: '操作系统', kind: AssetKind.SOFTWARE });
  await inventory.register({
    ...asset,
    number: 'ZC-003',
    name: '防病毒许可',
    kind: AssetKind.LICENCE,
    endsOn: on(75),
  });
  const plan = await new MaintenanceService(head).plan({
    assetId: server.id,
    input: {
      title: '服务器月度巡检',
      interval: MaintenanceInterval.MONTH,
      graceDays: 3,
      checklist: ['硬盘状态指示灯', '电源与风扇', '系统日志'],
    },
  });
  await new MaintenanceService(operator).record({
    planId: plan.id,
    input: { checks: [{ passed: true }, { passed: true }, { passed: true }], notes: '已清理滤网' },
  });
  await fillTeam(organisation, head, on);
  await fillRoom(organisation, head, operator);
  const faults = new FaultService(operator);
  const fault = await faults.report({
    assetId: server.id,
    severity: FaultSeverity.MAJOR,
    stopsService: true,
    description: '数据库服务器无响应',
    occurredAt: new Date(organisation.today.getTime() - 3 * 3_600_000),
  });
  const taken = await faults.take({ id: fault.id, version: fault.version });
  await faults.restore({
    id: taken.id,
    version: taken.version,
    input: { remedy: '切换到备用服务器', removal: '更换故障内存' },
  });
  await new FaultService(head).addMeasure({
    assetId: server.id,
    input: { likelyFault: '断电', prevention: '双路供电', remedy: '不间断电源', removal: '联系电力部门抢修' },
  });
}

/** Who works, with which certificate, when, and how they are trained. */
async function fillTeam(organisation: DemoOrganisation, head: SignedInContext, on: (days: number) => string) {
  const [team, certificates] = [new TeamService(head), new QualificationService(head)];
  const operators = [await organisation.personId('it-operator'), await organisation.personId('it-operator-b')];
  for (const [i, personId] of operators.entries()) {
    await team.add({ personId, post: '系统管理', joinedOn: on(-700 + i * 400) });
    await certificates.record({
      personId,
      number: `XX-2025-${i + 1}`,
      title: '信息系统管理',
      issuer: '省信息管理部门',
      recognisedByProvince: true,
      issuedOn: on(-300),
      expiresOn: on(i === 0 ? 700 : 80),
    });
  }
  const shifts = new ShiftService(head);
  const startsAt = new Date(head.now.getTime() + day);
  const endsAt = new Date(startsAt.getTime() + 8 * 3_600_000);
  await shifts.assign({ operatorId: operators[0]!, station: '中心机房', startsAt, endsAt });
  await new TrainingService(head).add({
    title: '网络安全培训',
    organiser: '旗信息中心',
    level: TrainingLevel.COUNTY,
    hours: 16,
    heldOn: on(-20),
    attendances: operators.map((personId) => ({ personId, hours: 16 })),
  });
}

async function fillRoom(organisation: DemoOrganisation, head: SignedInContext, operator: SignedInContext) {
  const responsibleId = await organisation.personId('it-operator');
  const room = await new RoomService(head).register({
    name: '中心机房',
    responsibleId,
    interval: MaintenanceInterval.MONTH,
  });
  await new RoomService(head).addSensor({ roomId: room.id, name: '中心机房温度', quantity: RoomQuantity.TEMPERATURE });
  await new RoomService(operator).check({
    roomId: room.id,
    input: { temperature: 22, humidity: 48, fireEquipmentReady: true, safe: true, clean: true },
  });
}
