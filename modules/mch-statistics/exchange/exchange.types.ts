import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, Satisfies } from '../../../src/graphql/inputChecks.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum ExchangeFormat {
  JSON = 'JSON',
  CSV = 'CSV',
}

registerTitledEnum(ExchangeFormat, {
  name: 'ExchangeFormat',
  description: 'As DHIS2 reads and writes data value sets.',
  values: { JSON: { title: { en: 'JSON file', zh: 'JSON 格式' } }, CSV: { title: { en: 'CSV file', zh: 'CSV 格式' } } },
});

@ArgsType()
export class ExportValuesArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => String, { description: 'Periods that end on this day or later, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Periods that end on this day or earlier, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  to!: string;

  @Field(() => ExchangeFormat, { defaultValue: ExchangeFormat.JSON })
  format!: ExchangeFormat;
}

@ObjectType({ description: 'Values as DHIS2 exchanges them.' })
export class ExportedValues {
  @Field(() => Int)
  count!: number;

  @Field(() => Label, { nullable: true, description: 'The highest among the reports; null where there is none.' })
  label!: Label | null;

  @Field(() => String, { description: 'The file, one value on each line.' })
  content!: string;
}

@ArgsType()
export class ImportValuesArgs {
  @Field(() => ID, { description: 'Form to which all values belong.' })
  dataSetId!: string;

  @Field(() => ID, { description: 'A file of yours, sent to POST /files: JSON or CSV as DHIS2 writes it.' })
  file!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Tells what would happen, and changes nothing.' })
  dryRun!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Needed where values replace others, which are ignored without.',
  })
  @Characters(1, 500)
  reason?: string | null;
}

@ObjectType({ description: 'A value that was refused.' })
export class ImportConflict {
  @Field(() => Int, { description: 'Place in the file, counted from 1.' })
  place!: number;

  @Field(() => String, { description: 'Unit, period and element as the file names them.' })
  object!: string;

  @Field(() => String, { description: 'Property at fault, as DHIS2 names it.' })
  property!: string;

  @Field(() => String, { nullable: true, description: 'Code of DHIS2; null where DHIS2 has no such fault.' })
  errorCode!: string | null;

  @Field(() => String)
  reason!: string;
}

@ObjectType({ description: 'What became of the values of a file (导入结果).' })
export class ImportedValues {
  @Field(() => Int, { description: 'Entered where nothing stood.' })
  imported!: number;

  @Field(() => Int, { description: 'Entered as corrections.' })
  updated!: number;

  @Field(() => Int, { description: 'They stand there already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Refused, each with its conflict.' })
  ignored!: number;

  @Field(() => [ImportConflict], { description: 'The first 1000.' })
  conflicts!: ImportConflict[];
}
