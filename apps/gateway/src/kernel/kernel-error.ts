import { AdvisedError } from '@portkeep/app-host';

/** The programs that set up the kernel. */
export type Program = 'nft' | 'ip' | 'wg';

/** Why a program could not do its work. */
export type KernelErrorCode =
  | 'KERNEL_PROGRAM_MISSING'
  | 'KERNEL_NOT_PERMITTED'
  | 'KERNEL_NOT_FOUND'
  | 'KERNEL_NOT_FORWARDING'
  | 'KERNEL_TIMEOUT'
  | 'KERNEL_FAILED';

/** What Debian calls the package of a program; others mostly call it the same. */
const PACKAGES: Readonly<Record<Program, string>> = {
  nft: 'nftables',
  ip: 'iproute2',
  wg: 'wireguard-tools',
};

const NOT_PERMITTED = /operation not permitted|permission denied/i;
const NOT_FOUND =
  /no such (file|device)|does not exist|cannot find device|unable to access interface: protocol not supported/i;

/** A program could not set up or read the kernel. */
export class KernelError extends AdvisedError {
  override readonly name = 'KernelError';
  readonly code: KernelErrorCode;

  private constructor(code: KernelErrorCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }

  /** The program is not installed. */
  static missing(program: Program): KernelError {
    return new KernelError(
      'KERNEL_PROGRAM_MISSING',
      `Cannot find the program ${program}`,
      `install the package ${PACKAGES[program]}`,
    );
  }

  /** The kernel keeps packets for other hosts to itself, and that cannot be changed from here. */
  static notForwarding(): KernelError {
    return new KernelError(
      'KERNEL_NOT_FORWARDING',
      'The kernel does not forward packets, and the gateway cannot change that',
      'set net.ipv4.ip_forward=1 in the gateway’s network namespace: by sysctls in Compose, by sysctl before the gateway starts elsewhere',
    );
  }

  /** The program took too long. */
  static timeout(program: Program, timeoutMs: number): KernelError {
    return new KernelError(
      'KERNEL_TIMEOUT',
      `${program} did not end within ${timeoutMs / 1_000} s`,
      'see whether the machine is overloaded',
    );
  }

  /** The program printed something unknown; its text may hold a key. */
  static unreadable(program: Program): KernelError {
    return new KernelError(
      'KERNEL_FAILED',
      `Cannot understand what ${program} prints`,
      'report this with the version of the program',
    );
  }

  /** The program failed with this on its standard error. */
  static failed(program: Program, stderr: string): KernelError {
    const reason = reasonIn(stderr);
    if (NOT_PERMITTED.test(stderr)) {
      return new KernelError(
        'KERNEL_NOT_PERMITTED',
        `${program} may not do this: ${reason}`,
        'give the gateway the capability CAP_NET_ADMIN: AmbientCapabilities=CAP_NET_ADMIN in a unit of systemd, cap_add: [NET_ADMIN] in Compose',
      );
    }
    const code = NOT_FOUND.test(stderr) ? 'KERNEL_NOT_FOUND' : 'KERNEL_FAILED';
    const advice = 'see whether another program changes the same interface or table';
    return new KernelError(code, `${program} failed: ${reason}`, advice);
  }
}

/** The first line, without what wg quotes: that can be a line with the private key. */
function reasonIn(stderr: string): string {
  const [line = ''] = stderr.trim().split('\n');
  return line.replace(/`.*'/, '(not shown)') || 'it gave no reason';
}
