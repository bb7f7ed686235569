import { Field, Float, ID, InputType } from 'type-graphql';
import { Characters } from '../../graphql/inputChecks.js';
import { Between } from '../bounds.js';
import { Damage } from './fileFinding.entity.js';

@InputType({ description: 'Something that was found wrong with a file.' })
export class ReportFindingInput {
  @Field(() => ID)
  fileId!: string;

  @Field(() => Damage)
  damage!: Damage;

  @Field(() => String)
  @Characters(1, 1000)
  description!: string;
}

@InputType({ description: 'A check of a storage room.' })
export class RecordReadingInput {
  @Field(() => String)
  @Characters(1, 100)
  room!: string;

  @Field(() => Float, { description: 'Temperature in °C.' })
  @Between(-50, 100)
  celsius!: number;

  @Field(() => Float, { description: 'Relative humidity in percent.' })
  @Between(0, 100)
  humidity!: number;

  @Field(() => Boolean)
  mould!: boolean;

  @Field(() => Boolean)
  pests!: boolean;

  @Field(() => Boolean, { description: 'Extinguishers and alarms are there and work.' })
  fireSafe!: boolean;

  @Field(() => String, { nullable: true })
  @Characters(0, 1000)
  remarks?: string | null;
}
