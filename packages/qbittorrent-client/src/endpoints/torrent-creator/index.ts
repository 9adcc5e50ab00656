export { addTask } from './add-task.ts';
export { deleteTask, status, torrentFile } from './tasks.ts';
