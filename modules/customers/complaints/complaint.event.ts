import { defineEvent } from '../../../src/events/event.js';
import type { Complaint } from './complaint.entity.js';

/** A complaint about quality was received (P04.A08, 7.2). */
export const qualityComplaintReceived = defineEvent<{ complaint: Complaint }>('customers.qualityComplaintReceived');
