export interface Stage {
  readonly id: string;
  readonly label: string;
  /** Values are strings, also for numbers and booleans, as the real API has them. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

function dealStage(id: string, label: string, probability: string): Stage {
  const isClosed = probability === '1.0' || probability === '0.0';
  return { id, label, metadata: { isClosed: String(isClosed), probability } };
}

function leadStage(id: string, label: string, leadState: string): Stage {
  return {
    id,
    label,
    metadata: { leadState, isClosed: String(leadState === 'QUALIFIED' || leadState === 'UNQUALIFIED') },
  };
}

/** HubSpot's default sales pipeline with its literal ids. */
export const dealPipeline: Pipeline = {
  id: 'default',
  label: 'Sales Pipeline',
  stages: [
    dealStage('appointmentscheduled', 'Appointment Scheduled', '0.2'),
    dealStage('qualifiedtobuy', 'Qualified To Buy', '0.4'),
    dealStage('presentationscheduled', 'Presentation Scheduled', '0.6'),
    dealStage('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
    dealStage('contractsent', 'Contract Sent', '0.9'),
    dealStage('closedwon', 'Closed Won', '1.0'),
    dealStage('closedlost', 'Closed Lost', '0.0'),
  ],
};

/** HubSpot's default lead pipeline with its literal stage ids. */
export const leadPipeline: Pipeline = {
  id: 'lead-pipeline-id',
  label: 'Lead pipeline',
  stages: [
    leadStage('new-stage-id', 'New', 'NEW'),
    leadStage('attempting-stage-id', 'Attempting', 'IN_PROGRESS'),
    leadStage('connected-stage-id', 'Connected', 'IN_PROGRESS'),
    leadStage('qualified-stage-id', 'Qualified', 'QUALIFIED'),
    leadStage('unqualified-stage-id', 'Disqualified', 'UNQUALIFIED'),
  ],
};
