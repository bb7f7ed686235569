import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../access/entity.js';
import { InheritsLabel } from '../../access/inheritsLabel.js';
import { Person } from '../../access/person.entity.js';
import { invalidState } from '../../errors.js';
import { Listed } from '../../reading/decorators.js';
import { ArchiveFile } from '../archiveFile.entity.js';

@Entity({ schema: 'records' })
@ObjectType({
  description: 'Stops the disposal of a file, for example during a lawsuit (冻结销毁), until it is lifted.',
})
export class LegalHold extends LabelledEntity {
  @Field(() => ArchiveFile, { nullable: true })
  @ManyToOne(() => ArchiveFile)
  @Listed('holds', 'Legal holds, those lifted too.')
  @InheritsLabel()
  file!: Rel<ArchiveFile>;

  @Field(() => String)
  @Property({ type: 'text' })
  subjectType!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  placedBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'Null while it is in force.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  liftedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  liftedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  liftReason: string | null = null;

  lift(by: Person, now: Date, reason: string): void {
    if (this.liftedAt) throw invalidState({ en: 'This hold is lifted already.', zh: '此冻结已解除。' });
    Object.assign(this, { liftedBy: by, liftedAt: now, liftReason: reason });
  }
}
