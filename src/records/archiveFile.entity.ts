import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../access/department.entity.js';
import { LabelledEntity } from '../access/entity.js';
import { SharesIdentity } from '../access/inheritsLabel.js';
import { invalidState } from '../errors.js';
import { Listed } from '../reading/decorators.js';
import { Carrier, Medium } from './carriers.js';
import { Cabinet } from './places/cabinet.entity.js';

@Entity({ schema: 'records', tableName: 'file' })
@SharesIdentity()
@ObjectType({
  description:
    'The file that the archive keeps of a record (档案), under the id of that record. Number, title, label and keeper are those of the record.',
})
export class ArchiveFile extends LabelledEntity {
  @Field(() => String, { description: 'Type of the record, for example Customer; its id is that of the file.' })
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => String, { description: 'File number (档案编号).' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The title in full pinyin, lower case, without tones.' })
  @Property({ type: 'text', nullable: true })
  pinyin: string | null = null;

  @Field(() => String, { nullable: true, description: 'The first letters of the pinyin.' })
  @Property({ type: 'text', nullable: true })
  pinyinInitials: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  category: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  keywords: string | null = null;

  @Field(() => String, {
    description: 'Index entry (索引) in lower case: number, title, pinyin, initials, category and keywords.',
  })
  @Property({ type: 'text', generated: 'by the database' })
  index!: Opt<string>;

  @Field(() => Department, { nullable: true, description: 'The department that owns the record.' })
  @ManyToOne(() => Department, { nullable: true })
  unit: Rel<Department> | null = null;

  @Field(() => Cabinet, { nullable: true, description: 'Where it stands (存放位置); null until it has a place.' })
  @ManyToOne(() => Cabinet, { nullable: true })
  @Listed('files', 'What stands in the cabinet; order by shelfMark for the shelf list (排架目录).')
  cabinet: Rel<Cabinet> | null = null;

  @Field(() => Int, { nullable: true, description: 'Counted from the top, from 1.' })
  @Property({ type: 'integer', nullable: true })
  shelf: number | null = null;

  @Field(() => Int, { nullable: true, description: 'Counted from the left, from 1.' })
  @Property({ type: 'integer', nullable: true })
  position: number | null = null;

  @Field(() => String, {
    description:
      'Cabinet, shelf and position as one text (排架号), for example GZ-I-000003/02/014; empty without a place. Its order is that of the shelves: top to bottom, left to right.',
  })
  @Property({ type: 'text' })
  shelfMark: Opt<string> = '';

  @Field(() => Carrier, { nullable: true, description: 'Null until somebody has described it.' })
  @Enum({ items: () => Carrier, columnType: 'text', nullable: true })
  carrier: Carrier | null = null;

  @Field(() => Medium, { nullable: true })
  @Enum({ items: () => Medium, columnType: 'text', nullable: true })
  medium: Medium | null = null;

  @Field(() => Boolean, { description: 'Came in written with something that fades, and has to be copied out.' })
  @Property({ type: 'boolean' })
  fades: Opt<boolean> = false;

  @Field(() => Int, { description: 'Year under which it is catalogued (编目年度).' })
  @Property({ type: 'integer' })
  catalogueYear!: number;

  @Field(() => Int, { description: 'Volume of the year (卷).' })
  @Property({ type: 'integer' })
  volume: Opt<number> = 1;

  @Field(() => String, { description: 'Code of its retention class (保管期限); see retentionClasses.' })
  @Property({ type: 'text' })
  retentionClass!: string;

  @Field(() => String, { nullable: true, description: 'The day on which nothing more came in, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  closedOn: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'From this day on it is due for disposal, YYYY-MM-DD; null while it is open, and for ever where it is kept.',
  })
  @Property({ type: 'date', nullable: true })
  retentionEndsOn: string | null = null;

  @Field(() => Boolean, { description: 'A review has decided that it is destroyed.' })
  @Property({ type: 'boolean' })
  destructionDecided: Opt<boolean> = false;

  @Field(() => Date, { nullable: true, description: 'Its content is gone since then; this stub remains.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  destroyedAt: Date | null = null;

  /** @throws INVALID_STATE for a stub */
  stillThere(): void {
    if (this.destroyedAt)
      throw invalidState({
        en: `The file ${this.number} was destroyed; its stub cannot be changed.`,
        zh: `档案 ${this.number} 已销毁，所留记录不能更改。`,
      });
  }
}
