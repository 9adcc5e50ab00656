export { categories } from './categories.ts';
export { deleteSearch as delete, start, status, stop } from './jobs.ts';
export {
  enablePlugin,
  installPlugin,
  plugins,
  uninstallPlugin,
  updatePlugins,
} from './plugins.ts';
export { downloadTorrent, results } from './results.ts';
