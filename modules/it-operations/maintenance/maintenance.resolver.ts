import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { EndMaintenanceArgs, PlanMaintenanceArgs, RecordMaintenanceArgs } from './maintenance.inputs.js';
import { MaintenanceService } from './maintenance.service.js';
import { MaintenancePlan } from './maintenancePlan.entity.js';
import { MaintenanceRecord } from './maintenanceRecord.entity.js';

@Resolver(() => MaintenancePlan)
export class MaintenanceResolver {
  @Mutation(() => MaintenancePlan, {
    nullable: true,
    description:
      'Plans at which intervals an asset is inspected; an inspection is due in the present period already (P12.A01).',
  })
  planMaintenance(@Args(() => PlanMaintenanceArgs) args: PlanMaintenanceArgs, @Ctx() context: SignedInContext) {
    return new MaintenanceService(context).plan(args);
  }

  @Mutation(() => MaintenancePlan, {
    nullable: true,
    description: 'Ends a plan: what is not due yet goes with it, a breach stays.',
  })
  endMaintenancePlan(@Args(() => EndMaintenanceArgs) args: EndMaintenanceArgs, @Ctx() context: SignedInContext) {
    return new MaintenanceService(context).end(args);
  }

  @Mutation(() => MaintenanceRecord, {
    nullable: true,
    description:
      'Records an inspection, which fulfils the duty of its period (P12.A01). Each point that did not pass is reported as a fault. One record for each period of a plan (CONFLICT), which is not changed afterwards.',
  })
  recordMaintenance(@Args(() => RecordMaintenanceArgs) args: RecordMaintenanceArgs, @Ctx() context: SignedInContext) {
    return new MaintenanceService(context).record(args);
  }
}
