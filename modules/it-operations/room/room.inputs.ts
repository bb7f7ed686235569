import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { MaintenanceInterval } from '../maintenance/maintenance.enums.js';
import { RoomQuantity } from './room.enums.js';

const degrees = { en: 'Give degrees Celsius from -50 to 100.', zh: '请填写 -50 至 100 的摄氏度。' };
const percent = { en: 'Give per cent from 0 to 100.', zh: '请填写 0 至 100 的百分数。' };

const above =
  (low: 'temperatureLow' | 'humidityLow') =>
  (high: number | null, input: MachineRoomInput): Message | null =>
    high !== null && input[low] !== null && input[low] !== undefined && high <= input[low]
      ? { en: 'Give more than the lower limit.', zh: '上限须大于下限。' }
      : null;

@InputType({ description: 'A machine room (机房). Limits that are left out are those of the standard.' })
export class MachineRoomInput {
  @Field(() => String, { description: 'CONFLICT if there is one already.' })
  @Characters(1, 100)
  name!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 200)
  location?: string | null;

  @Field(() => ID, { description: 'Who is responsible for it.' })
  @IdOf({ en: 'person', zh: '人员' })
  responsibleId!: string;

  @Field(() => MaintenanceInterval, {
    defaultValue: MaintenanceInterval.MONTH,
    description: 'How often it is checked.',
  })
  interval!: MaintenanceInterval;

  @Field(() => Float, { nullable: true, description: '°C.' })
  @Min(-50, says(degrees))
  @Max(100, says(degrees))
  temperatureLow?: number | null;

  @Field(() => Float, { nullable: true, description: '°C.' })
  @Min(-50, says(degrees))
  @Max(100, says(degrees))
  @Satisfies(above('temperatureLow'))
  temperatureHigh?: number | null;

  @Field(() => Float, { nullable: true, description: '%.' })
  @Min(0, says(percent))
  @Max(100, says(percent))
  humidityLow?: number | null;

  @Field(() => Float, { nullable: true, description: '%.' })
  @Min(0, says(percent))
  @Max(100, says(percent))
  @Satisfies(above('humidityLow'))
  humidityHigh?: number | null;
}

@InputType({ description: 'A check of a machine room (机房检查).' })
export class RecordRoomCheckInput {
  @Field(() => String, { nullable: true, description: 'The period that it is for; the present one unless given.' })
  @Matches(
    /^\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$/,
    says({
      en: 'Give a period such as 2026, 2026-H1, 2026-Q1 or 2026-01.',
      zh: '请填写期间，例如 2026、2026-H1、2026-Q1 或 2026-01。',
    }),
  )
  period?: string | null;

  @Field(() => Float, { nullable: true, description: '°C, from -50 to 100.' })
  @Min(-50, says(degrees))
  @Max(100, says(degrees))
  temperature?: number | null;

  @Field(() => Float, { nullable: true, description: '%.' })
  @Min(0, says(percent))
  @Max(100, says(percent))
  humidity?: number | null;

  @Field(() => Boolean, { description: 'Extinguishers, detectors and exits are there, in date and free.' })
  fireEquipmentReady!: boolean;

  @Field(() => Boolean, { description: 'Doors, power and cables are safe; nothing that burns lies about.' })
  safe!: boolean;

  @Field(() => Boolean, { description: 'Room and equipment are clean.' })
  clean!: boolean;

  @Field(() => String, { nullable: true, description: 'What is not as it should be.' })
  @Characters(0, 5000)
  notes?: string | null;
}

@ArgsType()
export class RecordRoomCheckArgs {
  @Field(() => ID)
  roomId!: string;

  @Field(() => RecordRoomCheckInput)
  @ValidateNested()
  input!: RecordRoomCheckInput;
}

@ArgsType()
export class AddSensorArgs {
  @Field(() => ID)
  roomId!: string;

  @Field(() => String, { description: 'Unique; readings name it.' })
  @Characters(1, 100)
  name!: string;

  @Field(() => RoomQuantity)
  quantity!: RoomQuantity;
}

export const mostReadings = 1000;

@InputType({ description: 'What a sensor read at a moment.' })
export class ReadingInput {
  @Field(() => String, { description: 'Name of the sensor.' })
  @Characters(1, 100)
  sensor!: string;

  @Field(() => Date, { description: 'When it was taken.' })
  at!: Date;

  @Field(() => Float, { description: '°C or %, from -1000 to 1000.' })
  @Min(-1000, says({ en: 'Give a number from -1000 to 1000.', zh: '请填写 -1000 至 1000 的数。' }))
  @Max(1000, says({ en: 'Give a number from -1000 to 1000.', zh: '请填写 -1000 至 1000 的数。' }))
  value!: number;
}

@ArgsType()
export class RecordReadingsArgs {
  @Field(() => [ReadingInput], { description: '1 to 1000, in any order.' })
  @AtMost(mostReadings)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @ValidateNested({ each: true })
  readings!: ReadingInput[];
}

@ArgsType()
export class SensorSeriesArgs {
  @Field(() => ID)
  sensorId!: string;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date, { description: 'At most 400 days after from.' })
  until!: Date;
}
