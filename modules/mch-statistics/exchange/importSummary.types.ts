import { Field, Int, ObjectType } from 'type-graphql';
import { ImportStatus } from '../../../src/importing/importJob.entity.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum SummaryStatus {
  SUCCESS = 'SUCCESS',
  WARNING = 'WARNING',
  ERROR = 'ERROR',
}

registerTitledEnum(SummaryStatus, {
  name: 'DataValueImportStatus',
  description: 'As DHIS2 sums up an import.',
  values: {
    SUCCESS: { title: { en: 'All taken', zh: '全部成功' } },
    WARNING: { title: { en: 'Some refused', zh: '部分被拒' } },
    ERROR: { title: { en: 'Not to its end', zh: '未完成' } },
  },
});

@ObjectType({ description: 'What became of the values of a file so far, in the words of DHIS2.' })
export class DataValueImportCount {
  @Field(() => Int, { description: 'Entered where nothing stood.' })
  imported!: number;

  @Field(() => Int, { description: 'Entered as corrections.' })
  updated!: number;

  @Field(() => Int, { description: 'They stand there already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Refused, each with its conflict.' })
  ignored!: number;

  @Field(() => Int, { description: 'Always 0: values are not deleted here.' })
  deleted!: number;
}

@ObjectType({ description: 'A value of a file that was refused (冲突), in the words of DHIS2.' })
export class DataValueConflict {
  @Field(() => Int, { description: 'Line of the CSV file, or place in dataValues; the first is 1.' })
  line!: number;

  @Field(() => String, { description: 'What the file has for the property at fault, its first 100 characters.' })
  object!: string;

  @Field(() => String, {
    description: 'Property at fault: dataElement, period, orgUnit, categoryOptionCombo, attributeOptionCombo or value.',
  })
  property!: string;

  @Field(() => String, { description: 'Why, and what to do.' })
  value!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of DHIS2, for example E7619; null where DHIS2 has no such fault.',
  })
  errorCode!: string | null;
}

@ObjectType({ description: 'The import summary of a file of DHIS2 that is imported as a job (导入摘要).' })
export class DataValueImport {
  @Field(() => SummaryStatus)
  status!: SummaryStatus;

  @Field(() => ImportStatus, {
    description: 'Where the job stands: the counts are final when it is neither RUNNING nor PAUSED.',
  })
  job!: ImportStatus;

  @Field(() => Boolean)
  dryRun!: boolean;

  @Field(() => Int, { nullable: true, description: 'Values of the file; null until it was read to its end.' })
  total!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it did not come to its end.' })
  description!: string | null;

  @Field(() => DataValueImportCount)
  importCount!: DataValueImportCount;

  @Field(() => [DataValueConflict], {
    description: 'The first 1000. All of them: refusedFile, or refusedLines of importJob.',
  })
  conflicts!: DataValueConflict[];

  @Field(() => String, {
    nullable: true,
    description:
      'Where to GET all refused values with the reasons, in the format that was sent, to be corrected and imported again; null where nothing was refused.',
  })
  refusedFile!: string | null;
}
