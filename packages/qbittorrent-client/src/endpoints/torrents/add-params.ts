import type { Params } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import type { AddTorrentsInput } from './add.ts';
import { sslParams } from './ssl-parameters.ts';

/** How to add torrents, in the words of all versions: each ignores those of the others. */
export function addParams(input: Omit<AddTorrentsInput, 'files'>): Params {
  const { urls, savePath, autoTmm, tags, stopped, contentLayout, skipChecking, ...others } = input;
  const { filePriorities, uploadLimit, downloadLimit, ssl, ...sameName } = others;
  return {
    ...sameName,
    urls: urls && joinList('urls', urls, '\n'),
    savepath: savePath,
    autoTMM: autoTmm,
    tags: tags && joinList('tags', tags, ','),
    stopped,
    paused: stopped,
    contentLayout,
    root_folder: contentLayout === undefined ? undefined : contentLayout !== 'NoSubfolder',
    skip_checking: skipChecking,
    seedMode: skipChecking,
    filePriorities: filePriorities?.join(','),
    upLimit: uploadLimit,
    dlLimit: downloadLimit,
    ...(ssl && sslParams(ssl)),
  };
}
