import { CitizenMessage } from './citizenMessage.entity.js';
import { MessageResolver } from './message.resolver.js';
import { MessageSender } from './messageSender.entity.js';
import { answerDuty, answerTerm, messagesADay } from './messages.duties.js';
import { messagesMigration } from './messages.migration.js';
import { messageRepeatsMigration } from './repeats.migration.js';
import { messageSpamMigration } from './spam.migration.js';

/** What the manifest takes of the message box. */
export const messages = {
  entities: [CitizenMessage, MessageSender],
  reads: [CitizenMessage],
  resolvers: [MessageResolver],
  duties: [answerDuty],
  interpretations: [answerTerm, messagesADay],
  migrations: [messagesMigration, messageRepeatsMigration, messageSpamMigration],
};
