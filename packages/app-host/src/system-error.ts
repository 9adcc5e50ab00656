const MESSAGES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EBUSY: 'it is busy',
  EEXIST: 'a file is in the way of its folder',
  EXDEV: 'it is on another file system',
  EIO: 'the disk reports an input/output error',
  ELOOP: 'too many symbolic links',
  ENXIO: 'nothing reads the pipe',
  EAGAIN: 'the other end of the pipe is too slow',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'this process has no file descriptor left',
  ENFILE: 'the system has no file descriptor left',
  ENOMEM: 'no memory is left',
  ENOBUFS: 'no memory is left',
};

/** The Node-style code of an error in words; `undefined` for an error without one. */
export function messageOfCode(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : (MESSAGES[code] ?? code);
}

/** Whether an error concerns this process or its machine, not the file or the other side. */
export function isOutOfResources(error: unknown): boolean {
  return ['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS'].includes(codeOf(error) ?? '');
}

/** The `code` of an error, if it is a string. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
