// Serves this folder on an origin of its own, as a page on another server than the API would be.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';

const TYPES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css'],
  '/dist/main.js': ['dist/main.js', 'text/javascript'],
  '/dist/main.js.map': ['dist/main.js.map', 'application/json'],
};

const server = createServer((request, response) => {
  const [file, type] = TYPES[new URL(request.url, 'http://localhost').pathname] ?? [];
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': type });
  createReadStream(new URL(file, import.meta.url)).on('error', () => response.destroy()).pipe(response);
});
server.listen(process.env.PORT ?? 5173, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
