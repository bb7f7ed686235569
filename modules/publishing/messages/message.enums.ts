import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum MessageStatus {
  RECEIVED = 'RECEIVED',
  ASSIGNED = 'ASSIGNED',
  ANSWERED = 'ANSWERED',
  PUBLISHED = 'PUBLISHED',
  SPAM = 'SPAM',
}

registerTitledEnum(MessageStatus, {
  name: 'MessageStatus',
  values: {
    RECEIVED: { title: { en: 'Received', zh: '已收到' }, description: 'waits for the office to assign it' },
    ASSIGNED: { title: { en: 'With a unit', zh: '办理中' }, description: 'waits for the answer of its unit' },
    ANSWERED: { title: { en: 'Answered', zh: '已答复' }, description: 'not on the portal: not reviewed, or withdrawn' },
    PUBLISHED: { title: { en: 'Published', zh: '已公开' } },
    SPAM: {
      title: { en: 'Spam', zh: '垃圾留言' },
      description: 'needs no answer, until the office says that it was none (unmarkSpam)',
    },
  },
});
