import type { Variable, Variables } from './variable.ts';

/** Writes the variables as a Markdown table, for the documentation. */
export function variablesTable(variables: Variables): string {
  const rows = Object.values(variables).map(row);
  return ['| Variable | Default | Description | Or from |', '| --- | --- | --- | --- |', ...rows]
    .map((line) => `${line}\n`)
    .join('');
}

function row(variable: Variable<unknown>): string {
  const { name, fallback, required, secret, description } = variable;
  const unset = required ? 'required' : '';
  const cells = [
    code(name),
    fallback === undefined ? unset : code(fallback),
    description.replaceAll('|', '\\|').replaceAll('\n', ' '),
    secret ? `the file ${code(`${name}_FILE`)}, the credential ${code(name.toLowerCase())}` : '',
  ];
  return `| ${cells.join(' | ')} |`.replaceAll('  ', ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
