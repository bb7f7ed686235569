import { role, signedIn } from '../access/rules.js';
import { defineModule } from '../module.js';
import { migrations } from './calendar.migrations.js';
import { CalendarResolver } from './calendar.resolver.js';

/** Which days are worked in China, as decreed year by year. Always on. */
export const calendar = defineModule({
  name: 'calendar',
  title: { en: 'Working days', zh: '工作日历' },
  description: 'Holidays and working weekends by the notices of the State Council; years without one are provisional.',
  requires: ['access', 'audit'],
  resolvers: [CalendarResolver],
  permissions: {
    calls: {
      Query: { workingDays: signedIn, calendarYears: signedIn },
      Mutation: { importHolidayDecree: role('ADMINISTRATOR') },
    },
    rows: {},
  },
  migrations,
});
