import { options, property } from '../store/property-definition.ts';

const group = { groupName: 'engagement' };

const timestamp = property('hs_timestamp', 'Activity date', 'datetime', group);

export const callProperties = [
  timestamp,
  property('hs_call_title', 'Call title', 'string', group),
  property('hs_call_body', 'Call notes', 'string', { ...group, fieldType: 'html' }),
  property('hs_call_direction', 'Call direction', 'enumeration', {
    ...group,
    options: options({ INBOUND: 'Inbound', OUTBOUND: 'Outbound' }),
  }),
  property('hs_call_duration', 'Call duration', 'number', group),
  property('hs_call_from_number', 'From number', 'string', group),
  property('hs_call_to_number', 'To number', 'string', group),
  property('hs_call_status', 'Call status', 'enumeration', {
    ...group,
    options: options({
      BUSY: 'Busy',
      CALLING_CRM_USER: 'Calling CRM user',
      CANCELED: 'Canceled',
      COMPLETED: 'Completed',
      CONNECTING: 'Connecting',
      FAILED: 'Failed',
      IN_PROGRESS: 'In progress',
      MISSED: 'Missed',
      NO_ANSWER: 'No answer',
      QUEUED: 'Queued',
      RINGING: 'Ringing',
    }),
  }),
  // The real definition says externalOptions and gives no options: only the calling API knows them.
  property('hs_call_disposition', 'Call outcome', 'enumeration', { ...group, externalOptions: true }),
  property('hs_call_recording_url', 'Recording URL', 'string', group),
  property('hs_activity_type', 'Call and meeting type', 'enumeration', {
    ...group,
    options: options({ 'Discovery call': 'Discovery call', 'First call': 'First call', 'Follow-up': 'Follow-up' }),
  }),
  property('hs_call_callee_object_id', 'Callee object ID', 'number', group),
  property('hs_call_callee_object_type_id', 'Callee object type', 'string', group),
  property('hs_call_source', 'Call source', 'enumeration', {
    ...group,
    options: options({ INTEGRATIONS_PLATFORM: 'Integrations platform' }),
  }),
  property('hs_attachment_ids', 'Attached file IDs', 'string', group),
];

export const taskProperties = [
  timestamp,
  property('hs_task_subject', 'Task title', 'string', group),
  property('hs_task_body', 'Task notes', 'string', { ...group, fieldType: 'html' }),
  property('hs_task_status', 'Task status', 'enumeration', {
    ...group,
    options: options({
      NOT_STARTED: 'Not started',
      IN_PROGRESS: 'In progress',
      WAITING: 'Waiting',
      DEFERRED: 'Deferred',
      COMPLETED: 'Completed',
    }),
  }),
  property('hs_task_priority', 'Priority', 'enumeration', {
    ...group,
    options: options({ NONE: 'None', LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' }),
  }),
  property('hs_task_type', 'Task type', 'enumeration', {
    ...group,
    options: options({ TODO: 'To-do', CALL: 'Call', EMAIL: 'Email' }),
  }),
  property('hs_task_reminders', 'Reminders', 'string', group),
  property('hs_queue_membership_ids', 'Task queues', 'string', group),
  property('hs_task_completion_date', 'Completed at', 'datetime', { ...group, readOnlyValue: true }),
];

export const noteProperties = [
  timestamp,
  property('hs_note_body', 'Note body', 'string', { ...group, fieldType: 'html' }),
  property('hs_attachment_ids', 'Attached file IDs', 'string', group),
];

export const emailProperties = [
  timestamp,
  property('hs_email_subject', 'Email subject', 'string', group),
  property('hs_email_text', 'Email body', 'string', group),
  property('hs_email_direction', 'Email direction', 'enumeration', {
    ...group,
    options: options({ EMAIL: 'Outgoing', INCOMING_EMAIL: 'Incoming', FORWARDED_EMAIL: 'Forwarded' }),
  }),
  property('hs_email_status', 'Email send status', 'enumeration', {
    ...group,
    options: options({
      SENT: 'Sent',
      SENDING: 'Sending',
      SCHEDULED: 'Scheduled',
      FAILED: 'Failed',
      BOUNCED: 'Bounced',
    }),
  }),
];

export const meetingProperties = [
  timestamp,
  property('hs_meeting_title', 'Meeting name', 'string', group),
  property('hs_meeting_body', 'Meeting description', 'string', { ...group, fieldType: 'html' }),
  property('hs_meeting_start_time', 'Start time', 'datetime', group),
  property('hs_meeting_end_time', 'End time', 'datetime', group),
  property('hs_meeting_outcome', 'Meeting outcome', 'enumeration', {
    ...group,
    options: options({
      SCHEDULED: 'Scheduled',
      COMPLETED: 'Completed',
      RESCHEDULED: 'Rescheduled',
      NO_SHOW: 'No show',
      CANCELED: 'Canceled',
    }),
  }),
];
