import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { AssetKind } from '../assets/asset.enums.js';
import { MaintenanceInterval } from '../maintenance/maintenance.enums.js';
import { FaultSeverity, ReliabilityGroup } from './fault.enums.js';

@InputType({ description: 'A fault (故障).' })
export class ReportFaultInput {
  @Field(() => ID, { nullable: true, description: 'What failed, where it is one thing.' })
  @IdOf({ en: 'asset', zh: '资产' })
  assetId?: string | null;

  @Field(() => FaultSeverity)
  severity!: FaultSeverity;

  @Field(() => Boolean, { defaultValue: false, description: 'The asset does not serve meanwhile; takes an assetId.' })
  @Satisfies((stops: boolean, { assetId }: ReportFaultInput) =>
    stops && !assetId ? { en: 'Give the assetId of what does not serve.', zh: '请给出停止服务的资产 assetId。' } : null,
  )
  stopsService!: boolean;

  @Field(() => String)
  @Characters(1, 5000)
  description!: string;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it happened; now unless given, never to come. Not before the asset was in use; without an asset at most a year ago.',
  })
  occurredAt?: Date | null;
}

@ArgsType()
export class FaultVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;
}

@ArgsType()
export class TakeFaultArgs extends FaultVersionArgs {
  @Field(() => ID, { nullable: true, description: 'What failed, where the report did not say.' })
  @IdOf({ en: 'asset', zh: '资产' })
  assetId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it serves meanwhile, where the report did not say right.',
  })
  stopsService?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why you take it from whoever has it; the head need not say.' })
  @Characters(1, 500)
  reason?: string | null;
}

@InputType({ description: 'How a fault was removed.' })
export class RestoreFaultInput {
  @Field(() => Date, { nullable: true, description: 'Since when it works again; now unless given.' })
  restoredAt?: Date | null;

  @Field(() => String, { description: 'How its effect was limited meanwhile (补救).' })
  @Characters(1, 5000)
  remedy!: string;

  @Field(() => String, { description: 'How it was removed (排除).' })
  @Characters(1, 5000)
  removal!: string;
}

@ArgsType()
export class RestoreFaultArgs extends FaultVersionArgs {
  @Field(() => RestoreFaultInput)
  @ValidateNested()
  input!: RestoreFaultInput;
}

@ArgsType()
export class CloseFaultArgs extends FaultVersionArgs {
  @Field(() => String)
  @Characters(1, 5000)
  cause!: string;

  @Field(() => String, { description: 'What is done against another one (防范).' })
  @Characters(1, 5000)
  prevention!: string;
}

@InputType({ description: 'A fault that is likely, and what is done about it.' })
export class FaultMeasureInput {
  @Field(() => String)
  @Characters(1, 500)
  likelyFault!: string;

  @Field(() => String, { description: 'Against its happening (防范).' })
  @Characters(1, 2000)
  prevention!: string;

  @Field(() => String, { description: 'To limit its effect (补救).' })
  @Characters(1, 2000)
  remedy!: string;

  @Field(() => String, { description: 'To remove it (排除).' })
  @Characters(1, 2000)
  removal!: string;
}

@ArgsType()
export class AddFaultMeasureArgs {
  @Field(() => ID)
  assetId!: string;

  @Field(() => FaultMeasureInput)
  @ValidateNested()
  input!: FaultMeasureInput;
}

@ArgsType()
export class ReliabilityArgs {
  @Field(() => String, { description: 'First day, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Last day, YYYY-MM-DD; at most 10 years later. What is to come does not count.' })
  @Satisfies(dateProblem)
  to!: string;

  @Field(() => ReliabilityGroup, { defaultValue: ReliabilityGroup.KIND })
  by!: ReliabilityGroup;

  @Field(() => MaintenanceInterval, {
    nullable: true,
    description: 'Each such period for itself; at most 120 of them.',
  })
  each?: MaintenanceInterval | null;

  @Field(() => AssetKind, { nullable: true, description: 'Of this kind alone.' })
  kind?: AssetKind | null;

  @Field(() => ID, { nullable: true, description: 'Of this asset alone.' })
  @IdOf({ en: 'asset', zh: '资产' })
  assetId?: string | null;
}
