/** A fenced block of a Markdown file, without its own indentation. */
export interface DocsBlock {
  /** What follows the fence: `sh`, `yaml`. */
  readonly language: string;
  readonly text: string;
  /** What it shows according to the comment above it: a whole file, or lines of one. */
  readonly source: { readonly kind: 'file' | 'part'; readonly path: string } | undefined;
}

const BLOCK =
  /(?:^ *<!-- (?<kind>file|part): (?<path>\S+) -->\n)?^(?<indent> *)```(?<language>\w*)\n(?<body>[\s\S]*?)^ *```$/gm;

/** All fenced blocks, in their order. */
export function docsBlocks(markdown: string): readonly DocsBlock[] {
  return [...markdown.matchAll(BLOCK)].map(({ groups = {} }) => {
    const { kind, path, indent = '', language = '', body = '' } = groups;
    const text = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const isKind = kind === 'file' || kind === 'part';
    return { language, text, source: isKind && path ? { kind, path } : undefined };
  });
}

/** The commands of a block for a shell: continued lines joined, comments dropped. */
export function commandsOf({ text }: DocsBlock): readonly string[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}
