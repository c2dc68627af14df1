// Holds every dashboard to Grafana's own types: writes each as a TypeScript literal and has the compiler say what does not fit.
// Nothing is left out silently: a field that Grafana does not know is an error too. What Prometheus is asked has no published type.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const boards = `${here}../dashboards/`;
const schema = `${here}node_modules/@grafana/schema/dist/types`;
const options = { stat: 'Stat', bargauge: 'BarGauge', timeseries: 'TimeSeries' };

const lines = [
  `import type { Dashboard, Panel, RowPanel } from '${schema}/raw/dashboard/x/types.gen';`,
  `import type { GraphFieldConfig } from '${schema}/common/common.gen';`,
  ...Object.entries(options).map(
    ([type, name]) => `import type { Options as ${name} } from '${schema}/raw/composable/${type}/panelcfg/x/types.gen';`,
  ),
  // JSON has the words of enums, not their members.
  'type Json<T> = T extends string ? `${T}` : T extends (infer U)[] ? Json<U>[] : T extends object ? { [K in keyof T]: Json<T[K]> } : T;',
  "type Fields = NonNullable<NonNullable<Panel['fieldConfig']>['defaults']>;",
];
let count = 0;
const literal = (type, value) => lines.push(`export const v${count++}: Json<${type}> = ${JSON.stringify(value)};`);

const files = readdirSync(boards).filter((file) => file.endsWith('.json'));
for (const file of files) {
  const { panels, ...board } = JSON.parse(readFileSync(boards + file, 'utf8'));
  lines.push(`// ${file}`);
  literal("Omit<Dashboard, 'panels'>", board);
  for (const panel of panels) {
    if (panel.type === 'row') {
      literal('RowPanel', panel);
      continue;
    }
    if (!(panel.type in options)) throw new Error(`${file}: teach this script the options of ${panel.type} panels`);
    const { options: shown, targets, fieldConfig, ...rest } = panel;
    const { custom, ...defaults } = fieldConfig.defaults;
    literal("Omit<Panel, 'options' | 'targets' | 'fieldConfig'>", rest);
    literal(`Partial<${options[panel.type]}>`, shown);
    literal("Omit<Fields, 'custom'>", defaults);
    if (custom) literal('GraphFieldConfig', custom);
  }
}
mkdirSync(`${here}target`, { recursive: true });
writeFileSync(`${here}target/dashboards.ts`, `${lines.join('\n')}\n`);
writeFileSync(
  `${here}target/tsconfig.json`,
  JSON.stringify({
    compilerOptions: { noEmit: true, strict: true, skipLibCheck: true, types: [], target: 'es2022', module: 'esnext', moduleResolution: 'bundler' },
    files: ['dashboards.ts'],
  }),
);
const { status } = spawnSync('npx', ['--no-install', 'tsc', '-p', `${here}target`], { cwd: here, stdio: 'inherit' });
if (status !== 0) {
  console.error('dashboards.ts is in ops/grafana/types/target: each line says which part of which dashboard it is');
  process.exit(1);
}
console.log(`${files.length} dashboards fit the types of Grafana`);
