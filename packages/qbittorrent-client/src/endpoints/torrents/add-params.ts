import { badParameter } from '../../protocol/bad-parameter.ts';
import type { Params } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { numbers, switches } from '../../protocol/typed-params.ts';
import type { AddTorrentsInput } from './add-torrents-input.ts';
import { sslParams } from './ssl-parameters.ts';

/** How to add torrents, with the parameter names of all versions: each ignores those of the others. */
export function addParams(input: AddTorrentsInput): Params {
  const { urls, files, tags, filePriorities, contentLayout, ssl } = input;
  if (!urls?.length && !files?.length) {
    throw badParameter('urls', 'there is nothing to add', 'give links or files');
  }
  return {
    urls: joinList('urls', urls, '\n'),
    savepath: input.savePath,
    downloadPath: input.downloadPath,
    category: input.category,
    tags: joinList('tags', tags, ','),
    rename: input.rename,
    stopCondition: input.stopCondition,
    contentLayout,
    root_folder: contentLayout === undefined ? undefined : contentLayout !== 'NoSubfolder',
    filePriorities: joinList('filePriorities', filePriorities, ','),
    shareLimitAction: input.shareLimitAction,
    shareLimitsMode: input.shareLimitsMode,
    downloader: input.downloader,
    cookie: input.cookie,
    ...numbers({
      upLimit: input.uploadLimit,
      dlLimit: input.downloadLimit,
      ratioLimit: input.ratioLimit,
      seedingTimeLimit: input.seedingTimeLimit,
      inactiveSeedingTimeLimit: input.inactiveSeedingTimeLimit,
    }),
    ...switches({
      useDownloadPath: input.useDownloadPath,
      autoTMM: input.autoTmm,
      stopped: input.stopped,
      paused: input.stopped,
      forced: input.forced,
      addToTopOfQueue: input.addToTopOfQueue,
      skip_checking: input.skipChecking,
      seedMode: input.skipChecking,
      sequentialDownload: input.sequentialDownload,
      firstLastPiecePrio: input.firstLastPiecePrio,
    }),
    ...(ssl === undefined ? {} : sslParams(ssl)),
  };
}
