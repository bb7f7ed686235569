import type { SignedInContext } from '../context.js';
import { type Ask, askingOf } from '../database/asking.js';
import type { Database } from '../database/database.js';
import type { Message } from '../languages/message.js';

/** What is to be told, and to whom: one person, or all who hold a role. */
export interface NewNotice {
  kind: 'REMINDER' | 'BREACHED' | 'ESCALATED' | 'RESCHEDULED' | 'OTHER';
  /** For people; nothing of a record's content. */
  message: Message;
  person?: string | undefined;
  role?: string | undefined;
  /** Of the role: held there or above; where nobody holds it so, anywhere. */
  department?: string | undefined;
  /** The duty that it is about, with whose record it is hidden. */
  duty?: string;
  /** Which one of its kind for the duty: each is told a person once. */
  stage?: string;
  /** Without a duty: label of the record that it is about, and which one that is. */
  label?: string;
  compartments?: readonly string[];
  keeper?: string | undefined;
  recordType?: string;
  recordId?: string;
}

/** What the platform tells people. */
export class Notices {
  /** @param byMail there is a mail server, so that what is told waits to be sent too */
  constructor(private readonly byMail: boolean) {}

  /** Tells the database whether there is a mail server, for what it tells by itself. */
  async start(database: Database): Promise<void> {
    await database.call('select notices.set_mailing($1)', [this.byMail]);
  }

  /** Writes notices in the caller's transaction. Who may not know of the record is told nothing. */
  async tell(ask: Ask, notices: readonly NewNotice[], now: Date): Promise<void> {
    if (notices.length > 0)
      await ask('select notices.tell(?::json, ?, ?)', [JSON.stringify(notices), now.toISOString(), this.byMail]);
  }

  /** Those of the viewer alone; all of them where none are named. Answers how many were unread. */
  markRead(context: SignedInContext, ids: readonly string[] | undefined): Promise<number> {
    return context.database.write(context, async ({ em }) => {
      const [row] = await askingOf(em)<{ marked: number }>('select notices.mark_read(?::uuid[], ?) as marked', [
        ids ? `{${ids.join(',')}}` : null,
        context.now.toISOString(),
      ]);
      return row!.marked;
    });
  }

  address(context: SignedInContext): Promise<string | null> {
    return context.database
      .read<{ email: string | null }>(context, { sql: 'select notices.own_address() as email', parameters: [] })
      .then(([row]) => row!.email);
  }

  setAddress(context: SignedInContext, email: string | null): Promise<string | null> {
    return context.database.write(context, async ({ em }) => {
      await askingOf(em)('select notices.set_address(?)', [email]);
      return email;
    });
  }
}
