import { Arg, Args, Ctx, Field, Float, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { MachineRoom } from './machineRoom.entity.js';
import { ReadingService, type ReadingStep } from './reading.service.js';
import {
  AddSensorArgs,
  MachineRoomInput,
  RecordReadingsArgs,
  RecordRoomCheckArgs,
  SensorSeriesArgs,
} from './room.inputs.js';
import { RoomService } from './room.service.js';
import { RoomCheck } from './roomCheck.entity.js';
import { Sensor } from './sensor.entity.js';

enum ReadingRefusal {
  UNKNOWN_SENSOR = 'UNKNOWN_SENSOR',
  TO_COME = 'TO_COME',
  TOO_OLD = 'TOO_OLD',
  CONFLICT = 'CONFLICT',
}

registerTitledEnum(ReadingRefusal, {
  name: 'ReadingRefusal',
  values: {
    UNKNOWN_SENSOR: { title: { en: 'Unknown sensor', zh: '未知传感器' }, description: 'add it with addSensor' },
    TO_COME: {
      title: { en: 'Is to come', zh: '时间在将来' },
      description: 'more than 5 minutes ahead: set the clock of the device',
    },
    TOO_OLD: { title: { en: 'Too old', zh: '过旧' }, description: 'older than readings are kept' },
    CONFLICT: {
      title: { en: 'Another value', zh: '数值不一致' },
      description: 'the sensor has another value of that moment, which stays: see sensorSeries, and check the device',
    },
  },
});

@ObjectType({ description: 'A reading that was not taken.' })
class RefusedReading {
  @Field(() => Int, { description: 'Its place in what was sent, from 0.' })
  place!: number;

  @Field(() => String)
  sensor!: string;

  @Field(() => ReadingRefusal)
  reason!: string;
}

@ObjectType({ description: 'What became of readings.' })
class ReadingsTakenPayload {
  @Field(() => Int, { description: 'Taken.' })
  accepted!: number;

  @Field(() => Int, {
    description:
      'Of a sensor and moment that had the same reading already. With another value it is refused as CONFLICT.',
  })
  repeated!: number;

  @Field(() => [RefusedReading])
  refused!: RefusedReading[];

  @Field(() => Int, { description: 'Faults that were raised: one for each time beyond the limits.' })
  faultsRaised!: number;
}

@ObjectType({ description: 'Readings of a step of time.' })
class SensorStep implements ReadingStep {
  @Field(() => Date, { description: 'Beginning of the step.' })
  at!: Date;

  @Field(() => Int)
  readings!: number;

  @Field(() => Float)
  lowest!: number;

  @Field(() => Float)
  mean!: number;

  @Field(() => Float)
  highest!: number;
}

@Resolver(() => MachineRoom)
export class RoomResolver {
  @Query(() => [SensorStep], { description: 'What a sensor has read, in at most 500 steps of time.' })
  sensorSeries(@Args(() => SensorSeriesArgs) args: SensorSeriesArgs, @Ctx() context: Context): Promise<SensorStep[]> {
    return new ReadingService(context).series(args);
  }

  @Mutation(() => MachineRoom, {
    nullable: true,
    description: 'Enters a machine room, which is to be checked from the present period on (P12.A02).',
  })
  registerMachineRoom(@Arg('input', () => MachineRoomInput) input: MachineRoomInput, @Ctx() context: SignedInContext) {
    return new RoomService(context).register(input);
  }

  @Mutation(() => RoomCheck, {
    nullable: true,
    description:
      'Records a check of safety, fire protection, cleanliness and climate, which fulfils the duty of its period (P12.A02). What is not as it should be, or beyond the limits, is raised as a fault.',
  })
  recordRoomCheck(@Args(() => RecordRoomCheckArgs) args: RecordRoomCheckArgs, @Ctx() context: SignedInContext) {
    return new RoomService(context).check(args);
  }

  @Mutation(() => Sensor, { nullable: true, description: 'Enters a sensor; readings name it.' })
  addSensor(@Args(() => AddSensorArgs) args: AddSensorArgs, @Ctx() context: SignedInContext) {
    return new RoomService(context).addSensor(args);
  }

  @Mutation(() => ReadingsTakenPayload, {
    description:
      'Takes up to 1000 readings of sensors, by hand or from a machine with a token for this call. Sent again it changes nothing; another value of a sensor and moment that have one is refused as CONFLICT, and the first stays. Beyond the limits they raise one fault for each time that it lasts.',
  })
  async recordReadings(
    @Args(() => RecordReadingsArgs) { readings }: RecordReadingsArgs,
    @Ctx() context: Context,
  ): Promise<ReadingsTakenPayload> {
    const { faults, ...taken } = await new ReadingService(context).record(readings);
    return { ...taken, faultsRaised: faults.length };
  }
}
