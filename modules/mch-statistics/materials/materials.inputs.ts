import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { AtMost, Characters, IdOf, says } from '../../../src/graphql/inputChecks.js';
import { MaterialClass } from './materials.enums.js';

const years = { en: 'Give a year from 1950 to 2199.', zh: '请填写 1950 至 2199 的年份。' };
const pages = { en: 'Give a whole number from 1 to 100 000.', zh: '请填写 1 至 100 000 的整数。' };
const basedOn = { description: 'The version that the change is based on.' };

@InputType({ description: 'A new volume (立卷).' })
export class OpenVolumeInput {
  @Field(() => Int, { description: '1950 to 2199.' })
  @Min(1950, says(years))
  @Max(2199, says(years))
  year!: number;

  @Field(() => MaterialClass)
  materialClass!: MaterialClass;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => Label, { defaultValue: Label.INTERNAL, description: 'Nothing with a higher one comes into it.' })
  label!: Label;
}

@ArgsType()
export class OpenVolumeArgs {
  @Field(() => OpenVolumeInput)
  @ValidateNested()
  input!: OpenVolumeInput;
}

@InputType({ description: 'A piece of a volume: an approved report, or material on paper with its title.' })
export class PieceInput {
  @Field(() => ID, { nullable: true, description: 'Of an approved report, which is filed once.' })
  @IdOf({ en: 'report', zh: '报表' })
  reportId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of material on paper; a report has its own.' })
  @Characters(1, 200)
  title?: string | null;

  @Field(() => Int, { nullable: true, description: 'Sheets of paper, 1 to 100 000.' })
  @Min(1, says(pages))
  @Max(100_000, says(pages))
  pages?: number | null;
}

@ArgsType()
export class FileMaterialArgs {
  @Field(() => ID)
  volumeId!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => [PieceInput], { description: '1 to 200, in the order in which they are bound.' })
  @AtMost(200)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @ValidateNested({ each: true })
  pieces!: PieceInput[];
}

@ArgsType()
export class BindVolumeArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;
}

@ArgsType()
export class ReopenVolumeArgs extends BindVolumeArgs {
  @Field(() => String)
  @Characters(1, 500)
  @Matches(/\S/, says({ en: 'Give a reason.', zh: '请填写原因。' }))
  reason!: string;
}
