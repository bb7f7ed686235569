import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { MaterialClass } from './materials.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'A numbered volume of the material of a year (卷册). Printed with its front-page catalogue (目录首页): GET /prints/material-volumes/<id>.pdf; all of a year: GET /prints/material-catalogues/<year>.pdf. Under the same id it is a file of the archive: archiveFile.',
})
export class MaterialVolume extends LabelledEntity {
  @Field(() => Int, { description: 'Year of the material (年度).' })
  @Property({ type: 'integer' })
  year!: number;

  @Field(() => MaterialClass)
  @Enum({ items: () => MaterialClass, columnType: 'text' })
  materialClass!: MaterialClass;

  @Field(() => Int, { description: 'Number of the volume (卷号), counted from 1 for each year and class.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => String, {
    description:
      'File number (档号): year, class and number, for example TJ-2026-BB-001 (BB 报表, SW 死亡卡, DJ 登记簿, QT 其他).',
  })
  @Property({ type: 'text', generated: 'by the database' })
  fileNumber!: Opt<string>;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Int, { description: 'Number of its last piece; they have no gaps.' })
  @Property({ type: 'integer' })
  pieces: Opt<number> = 0;

  @Field(() => Date, { nullable: true, description: 'When it was bound (立卷成册): nothing comes to it any more.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  boundAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  boundBy: Rel<Person> | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'YYYY-MM-DD. From then on its retention counts (保管期限).',
  })
  @Property({ type: 'date', nullable: true, generated: 'by the database' })
  boundOn!: Opt<string | null>;

  refuseBound(): void {
    if (this.boundAt)
      throw invalidState({
        en: 'The volume is bound. File it in another one, or have it reopened with reopenMaterialVolume, with the reason.',
        zh: '该卷已装订成册。请归入其他卷，或说明原因用 reopenMaterialVolume 重新启卷。',
      });
  }

  bind(by: Person, now: Date): void {
    this.refuseBound();
    if (this.pieces === 0)
      throw invalidState({ en: 'There is nothing in the volume yet.', zh: '该卷尚无资料，不能装订。' });
    Object.assign(this, { boundAt: now, boundBy: by });
  }

  reopen(): void {
    if (!this.boundAt) throw invalidState({ en: 'The volume is not bound.', zh: '该卷尚未装订。' });
    Object.assign(this, { boundAt: null, boundBy: null });
  }
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A piece of a volume (卷内文件): a report that was approved, or material on paper.' })
export class VolumePiece extends LabelledEntity {
  @Field(() => MaterialVolume, { nullable: true })
  @ManyToOne(() => MaterialVolume)
  @Listed('contents', 'What is in it, by number.')
  volume!: Rel<MaterialVolume>;

  @Field(() => Int, { description: 'Counted from 1, without gaps (顺序号).' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => DataSetReport, { nullable: true })
  @ManyToOne(() => DataSetReport, { nullable: true })
  @Listed(
    'volumePieces',
    'Where it is filed. What is not filed yet: dataSetReports(filter: { status: { eq: LOCKED }, volumePieces: { none: {} } }).',
  )
  @InheritsLabel()
  report: Rel<DataSetReport> | null = null;

  @Field(() => String, { nullable: true, description: 'Hash of the approved document as it was filed.' })
  @Property({ type: 'text', nullable: true })
  documentHash: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Int, { nullable: true, description: 'Sheets of paper (页数).' })
  @Property({ type: 'integer', nullable: true })
  pages: number | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  filedBy!: Rel<Person>;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'That a bound volume was opened again, and why (启卷记录).' })
export class VolumeReopening extends BaseEntity {
  @Field(() => MaterialVolume, { nullable: true })
  @ManyToOne(() => MaterialVolume)
  @Listed('reopenings', 'When it was opened again, and why.')
  volume!: Rel<MaterialVolume>;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  person!: Rel<Person>;
}
