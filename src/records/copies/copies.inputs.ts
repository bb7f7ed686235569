import { Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf } from '../../graphql/inputChecks.js';
import { Between } from '../bounds.js';
import { CarriageKind, CopyKind } from './copies.enums.js';

@InputType({ description: 'A copy or an excerpt (复制、摘抄).' })
export class CopyInput {
  @Field(() => ID)
  fileId!: string;

  @Field(() => CopyKind)
  kind!: CopyKind;

  @Field(() => String, { description: 'What is copied, for example pages 3 to 5.' })
  @Characters(1, 500)
  part!: string;

  @Field(() => Int, { defaultValue: 1 })
  @Between(1, 999)
  copies!: number;

  @Field(() => String)
  @Characters(1, 500)
  purpose!: string;

  @Field(() => ID, { description: 'Who gets it.' })
  @IdOf({ en: 'person', zh: '人员' })
  receiverId!: string;
}

@InputType({ description: 'A file on its way.' })
export class RecordCarriageInput {
  @Field(() => ID)
  fileId!: string;

  @Field(() => CarriageKind)
  kind!: CarriageKind;

  @Field(() => ID, { description: 'Who carries it.' })
  @IdOf({ en: 'person', zh: '人员' })
  carriedById!: string;

  @Field(() => String, { description: 'Where from, or where to.' })
  @Characters(1, 500)
  place!: string;

  @Field(() => String, { description: 'What keeps it safe on the way, for example sealed and in a locked case.' })
  @Characters(1, 500)
  measures!: string;
}
