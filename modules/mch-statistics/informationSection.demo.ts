import { Label } from '../../src/access/labels.js';
import { addDays, addMonths, dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { DischargeManner } from './filing/filing.enums.js';
import { FilingService } from './filing/filing.service.js';
import { GuidanceService } from './guidance/guidance.service.js';
import { MonitoredArea, WorseDirection } from './monitoring/monitoring.enums.js';
import { MonitoringService } from './monitoring/monitoring.service.js';

/** The information section of the hospital: what it has lately done for the departments. */
export async function fillInformationSection(organisation: DemoOrganisation): Promise<void> {
  await organisation.departments({ 产科: '妇幼保健院', 儿科: '妇幼保健院' });
  const clearance = Label.CONFIDENTIAL;
  await organisation.people([
    { name: 'mch-records', displayName: '白洁', roles: [['MCH_RECORDS_OFFICER', '妇幼保健院']], clearance },
    { name: 'mch-ward-head', displayName: '丁兰', roles: [['UNIT_HEAD', '产科']], clearance },
    { name: 'mch-ward-head-b', displayName: '黎明', roles: [['UNIT_HEAD', '儿科']], clearance },
    { name: 'mch-physician', displayName: '向群', roles: [['READER', '产科']], clearance },
  ]);
  const as = async (who: string) => (await organisation.as(who)) as SignedInContext;
  const records = await as('mch-records');
  const [ward] = await records.database.read<{ id: string }>(records, {
    sql: 'select d.id from access.department d where d.name = $1',
    parameters: ['产科'],
  });
  const on = (days: number) => addDays(dayAt(organisation.today), days);
  const discharge = {
    departmentId: ward!.id,
    physicianId: await organisation.personId('mch-physician'),
    manner: DischargeManner.HOME,
  };
  const filing = new FilingService(records);
  await filing.register([
    { ...discharge, number: 'BA-000101', dischargedOn: on(-1) },
    { ...discharge, number: 'BA-000102', dischargedOn: on(-1) },
    { ...discharge, number: 'BA-000103', dischargedOn: on(0) },
  ]);
  await filing.file(['BA-000101']);
  const statistician = await as('mch-statistician');
  await new GuidanceService(statistician).add(ward!.id);
  const monitoring = new MonitoringService(statistician);
  await monitoring.define({
    code: 'PGC',
    title: '剖宫产率',
    area: MonitoredArea.CARE,
    unit: '%',
    worse: WorseDirection.HIGHER,
    warning: 35,
    alarm: 45,
    ownerId: await organisation.personId('mch-ward-head'),
  });
  await monitoring.record(addMonths(on(0), -1).slice(0, 7), [{ code: 'PGC', departmentId: ward!.id, value: 32.5 }]);
}
