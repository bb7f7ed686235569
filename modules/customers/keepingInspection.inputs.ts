import { Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { Characters, Satisfies, says } from '../../src/graphql/inputChecks.js';

const count = { en: 'Give a whole number from 0 to 10 000 000.', zh: '请填写 0 至 10 000 000 的整数。' };

@InputType({ description: 'The record of an inspection of how all files are kept.' })
export class RecordInspectionInput {
  @Field(() => String, {
    nullable: true,
    description: 'The half year that it is for, for example 2026-H1; the present one unless given.',
  })
  @Matches(/^\d{4}-H[12]$/, says({ en: 'Give a half year such as 2026-H1.', zh: '请填写半年，例如 2026-H1。' }))
  period?: string | null;

  @Field(() => Int, { description: 'Files that were looked at.' })
  @Min(0, says(count))
  @Max(10_000_000, says(count))
  inspectedFiles!: number;

  @Field(() => Int, {
    description: 'Files that were found faded, damaged, misplaced or missing; at most inspectedFiles.',
  })
  @Min(0, says(count))
  @Satisfies((findings: number, { inspectedFiles }: RecordInspectionInput) =>
    findings > inspectedFiles
      ? { en: 'There are more findings than inspected files.', zh: '发现问题的档案数不能多于检查的档案数。' }
      : null,
  )
  findings!: number;

  @Field(() => String, { nullable: true })
  @Characters(0, 10_000)
  notes?: string | null;
}
