import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Person } from '../access/person.entity.js';
import { registerTitledEnum } from '../languages/enumTitles.js';
import { Listed } from '../reading/decorators.js';

export enum ImportStatus {
  RUNNING = 'RUNNING',
  PAUSED = 'PAUSED',
  FINISHED = 'FINISHED',
  FAILED = 'FAILED',
  INTERRUPTED = 'INTERRUPTED',
  CANCELLED = 'CANCELLED',
}

registerTitledEnum(ImportStatus, {
  name: 'ImportStatus',
  values: {
    RUNNING: { title: { en: 'Running', zh: '进行中' } },
    PAUSED: {
      title: { en: 'Paused', zh: '已暂停' },
      description:
        'its module is switched off, or its server has stopped; it goes on by itself when the module or a server is there again.',
    },
    FINISHED: { title: { en: 'Finished', zh: '已完成' } },
    FAILED: {
      title: { en: 'Failed', zh: '失败' },
      description: 'the file could not be read to its end; message says why. Lines that were counted are kept.',
    },
    INTERRUPTED: {
      title: { en: 'Interrupted', zh: '已中断' },
      description: 'the server stopped meanwhile. Import the file again: lines that were taken are then unchanged.',
    },
    CANCELLED: {
      title: { en: 'Cancelled', zh: '已取消' },
      description: 'by whoever imports. Lines that were counted are kept.',
    },
  },
});

@Entity({ schema: 'importing' })
@ObjectType({ description: 'An import of a file. Every line is created, updated, unchanged or refused.' })
export class ImportJob extends BaseEntity {
  @Field(() => String, { description: 'What is imported, for example customers.' })
  @Property({ type: 'text' })
  kind!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  fileName!: string;

  @Field(() => Boolean, { description: 'True: nothing is changed, the counts say what would be.' })
  @Property({ type: 'boolean' })
  dryRun!: boolean;

  @Field(() => ImportStatus)
  @Enum({ items: () => ImportStatus, columnType: 'text' })
  status: Opt<ImportStatus> = ImportStatus.RUNNING;

  @Field(() => Int, { description: 'Lines read so far, without the header.' })
  @Property({ type: 'integer' })
  lines: Opt<number> = 0;

  @Field(() => Int, {
    nullable: true,
    description: 'Lines of the file, where it was read to its end before anything was taken; null meanwhile.',
  })
  @Property({ type: 'integer', nullable: true })
  total: number | null = null;

  @Field(() => Int)
  @Property({ type: 'integer' })
  created: Opt<number> = 0;

  @Field(() => Int)
  @Property({ type: 'integer' })
  updated: Opt<number> = 0;

  @Field(() => Int)
  @Property({ type: 'integer' })
  unchanged: Opt<number> = 0;

  @Field(() => Int)
  @Property({ type: 'integer' })
  refused: Opt<number> = 0;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  @Property({ type: 'text', nullable: true })
  message: string | null = null;

  @Property({ type: 'text[]' })
  header: Opt<string[]> = [];

  @Field(() => Person, { nullable: true, description: 'Who imports; nobody else sees the job.' })
  @ManyToOne(() => Person)
  person!: Rel<Person>;
}

@Entity({ schema: 'importing' })
@ObjectType({ description: 'A line that was not taken, and why.' })
export class RefusedLine extends BaseEntity {
  @ManyToOne(() => ImportJob)
  @Listed(
    'refusedLines',
    'Lines that were not taken, with the reason. To be corrected and imported again: GET /imports/<id>/refused.csv, or refused.json where the file was JSON.',
  )
  job!: Rel<ImportJob>;

  @Field(() => Int, {
    description: 'Line of the file (CSV), row of the sheet (XLSX) or place in the list (JSON); the first is 1.',
  })
  @Property({ type: 'integer' })
  line!: number;

  @Field(() => String, { description: 'Columns at fault, as the file names them.' })
  @Property({ type: 'text' })
  column!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the format of the file calls such a fault, where it does.',
  })
  @Property({ type: 'text', nullable: true })
  code: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Property({ type: 'text[]' })
  cells: Opt<string[]> = [];

  @ManyToOne(() => Person)
  person!: Rel<Person>;
}
