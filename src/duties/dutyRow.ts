import type { Term } from '../calendar/deadline.js';

/** A duty as the functions of its schema answer it. */
export interface DutyRow {
  id: string;
  name: string;
  module: string;
  clause: string;
  person_id: string | null;
  role: string | null;
  department_id: string | null;
  begins_at: string;
  due_at: string;
  from_at: string;
  term: Term;
  provisional: boolean;
  fulfilled_at: string | null;
  waived_at: string | null;
  breached_at: string | null;
}
