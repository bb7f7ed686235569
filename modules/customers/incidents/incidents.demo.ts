import type { SignedInContext } from '../../../src/context.js';
import type { DemoOrganisation } from '../../../src/demo.js';
import { LeakChannel, LeakFinding } from './incident.enums.js';
import { IncidentService } from './incident.service.js';

const hour = 3_600_000;

/** A leak that is closed, and a likely one that waits. */
export async function fillIncidents(organisation: DemoOrganisation): Promise<void> {
  const as = async (who: string) => new IncidentService((await organisation.as(who)) as SignedInContext);
  const found = (hoursAgo: number) => new Date(organisation.today.getTime() - hoursAgo * hour);
  const closed = await (await as('customer-developer')).report({
    channel: LeakChannel.OPEN_TELEPHONE,
    certain: true,
    description: '在普通电话中向第三方说出了客户的采购计划',
    remedialAction: '已中止通话，并请对方保密',
    foundAt: found(1),
  });
  const supervisor = await as('customer-information-supervisor');
  const contained = await supervisor.contain(closed.id, closed.version, '已与对方签订保密承诺，采购计划改期');
  const manager = await as('customer-service-manager');
  await manager.close(closed.id, contained.version, LeakFinding.LEAKED, '已对当事人进行保密教育，未造成损失');
  await (await as('sales-director')).report({
    channel: LeakChannel.PUBLIC_PLACE,
    certain: false,
    description: '展会上有人提到尚未公布的客户名单，可能是用餐时的谈话被听到',
    remedialAction: '已提醒同行人员停止在公共场所谈论客户',
    foundAt: found(1),
  });
}
