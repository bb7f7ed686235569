import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../src/access/entity.js';
import { invalidState } from '../../src/errors.js';
import { registerTitledEnum } from '../../src/languages/enumTitles.js';

export enum CaseFileStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

registerTitledEnum(CaseFileStatus, {
  name: 'CaseFileStatus',
  values: {
    OPEN: { title: { en: 'Open', zh: '办理中' } },
    CLOSED: { title: { en: 'Closed', zh: '已办结' } },
  },
});

@Entity({ schema: 'case_room' })
@ObjectType({ description: 'A record in the register of the module case-room, with label and keeper.' })
export class CaseFile extends LabelledEntity {
  @Field(() => String, { description: 'Number in the register.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'What it is about.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'By when it is to be closed, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  dueOn!: string;

  @Field(() => CaseFileStatus)
  @Enum({ items: () => CaseFileStatus, columnType: 'text' })
  status: Opt<CaseFileStatus> = CaseFileStatus.OPEN;

  /** CASE-ROOM.A01: what is closed stays closed. */
  close(): void {
    if (this.status === CaseFileStatus.CLOSED)
      throw invalidState({
        en: `${this.number} is closed already. Register anew if there is something new.`,
        zh: `${this.number} 已办结。如有新情况，请另行登记。`,
      });
    this.status = CaseFileStatus.CLOSED;
  }
}
