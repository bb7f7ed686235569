import { Label } from '../../src/access/labels.js';
import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { AssetKind } from './assets/asset.enums.js';
import { AssetService } from './assets/asset.service.js';
import { MaintenanceInterval } from './maintenance/maintenance.enums.js';
import { MaintenanceService } from './maintenance/maintenance.service.js';

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
}
