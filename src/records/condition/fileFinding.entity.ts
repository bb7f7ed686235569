import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { invalidState } from '../../errors.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';

export enum Damage {
  FADED = 'FADED',
  DAMAGED = 'DAMAGED',
  MOULDY = 'MOULDY',
  EATEN = 'EATEN',
  MISSING = 'MISSING',
  OTHER = 'OTHER',
}

registerTitledEnum(Damage, {
  name: 'Damage',
  description: 'What was found wrong with a file.',
  values: {
    FADED: { title: { en: 'Faded', zh: '字迹褪色' } },
    DAMAGED: { title: { en: 'Damaged', zh: '破损' } },
    MOULDY: { title: { en: 'Mouldy', zh: '霉变' } },
    EATEN: { title: { en: 'Eaten by pests', zh: '虫蛀' } },
    MISSING: { title: { en: 'Sheets are missing', zh: '缺页' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

@Entity({ schema: 'records', tableName: 'finding' })
@ObjectType({
  description: 'Something found wrong with a file, and its repair (修复): open until repairedAt.',
})
export class FileFinding extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('findings', 'What was found wrong with it, with its repairs.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => Damage)
  @Enum({ items: () => Damage, columnType: 'text' })
  damage!: Damage;

  @Field(() => String)
  @Property({ type: 'text' })
  description!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  foundBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'Null while the repair is open.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  repairedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  repairedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'What was done.' })
  @Property({ type: 'text', nullable: true })
  repair: string | null = null;

  closeRepair(by: Person, now: Date, repair: string): void {
    if (this.repairedAt) throw invalidState({ en: 'This repair is closed already.', zh: '此修复已完成。' });
    Object.assign(this, { repairedBy: by, repairedAt: now, repair });
  }
}
