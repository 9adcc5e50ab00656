import type { App } from '@portkeep/app-host';
import { LeaseStatus } from '@portkeep/port-app';
import type { SinkState } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { BoardDetails } from './mapping/board-details.ts';
import type { MappingBoard } from './mapping/mapping-board.ts';
import type { Settings } from './settings.ts';
import type { Sinks } from './sinks.ts';
import type { SidecarVariables } from './variables.ts';

export interface StatusParts {
  readonly settings: Pick<Settings, 'internalPort'>;
  readonly board: MappingBoard;
  readonly sinks: Pick<Sinks, 'own'>;
  /** How the sinks stand, asked at each request. */
  readonly states: () => Readonly<Record<string, SinkState>>;
}

/** What the status server shows: the mappings as one lease, and each by itself. */
export function createStatus(
  { name, version, hide }: Pick<App<SidecarVariables>, 'name' | 'version' | 'hide'>,
  { settings, board, sinks, states }: StatusParts,
): LeaseStatus<PortAnnouncement> {
  return new LeaseStatus<PortAnnouncement>({
    app: name,
    version,
    describe: (announcement) => announcement,
    ownSinks: sinks.own,
    sinks: states,
    hide,
    details: new BoardDetails(board, settings.internalPort),
  });
}
